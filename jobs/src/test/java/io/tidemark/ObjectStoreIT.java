package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.Damage;
import io.tidemark.testing.Launcher;
import io.tidemark.testing.Launcher.Outcome;
import io.tidemark.testing.ObjectStore;
import io.tidemark.testing.SmallExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run whose files and tables are in a store that speaks S3. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectStoreIT {
  private static final String EXPORT = "s3a://" + ObjectStore.BUCKET + "/export/";
  private static final String TABLES = "s3a://" + ObjectStore.BUCKET + "/tables";

  private Path folder;
  private SmallExport export;
  private ObjectStore store;
  private Outcome outcome;

  @BeforeAll
  void theExportIsRunFromTheStore(@TempDir Path ofTheTests) throws IOException {
    folder = ofTheTests;
    export = SmallExport.get();
    store = ObjectStore.start(folder);
    for (String file : List.of("invoices.csv", "customers.csv")) {
      store.put(export.folder().resolve(file), "export/" + file);
    }
    outcome = run("--tables", TABLES);
    assertThat(outcome.exitCode()).as(outcome.talk()).isZero();
  }

  @AfterAll
  void theStoreEnds() {
    if (store != null) {
      store.close();
    }
  }

  @Test
  void everyTableIsWhatADiskGives() throws IOException {
    Map<String, String> tables = SmallExport.tables(folder.resolve("warehouse"));

    assertThat(tables).hasSizeGreaterThan(10).containsOnlyKeys(export.tables().keySet());
    tables.forEach(
        (name, csv) ->
            assertThat(csv.replace(EXPORT, "")).as(name).isEqualTo(export.tables().get(name)));
  }

  @Test
  void theTablesAreInTheStoreAndNowhereElse() throws IOException {
    try (Stream<Path> local = Files.list(folder.resolve("warehouse/delta"))) {
      assertThat(local).isEmpty();
    }
    assertThat(store.contents().stream().map(Path::toString))
        .anyMatch(file -> file.contains("/tables/mrr_layers/_delta_log/"))
        .noneMatch(file -> file.contains("/tables/.exchange/"));
  }

  @Test
  void aRunIsHeldAgainstItsManifestInTheStore() throws IOException {
    Outcome whole = spark(Map.of(), "verify", "--warehouse", "warehouse");
    Path table =
        store.contents().stream()
            .filter(file -> file.toString().contains("/tables/customer_mrr/part-"))
            .findFirst()
            .orElseThrow();
    byte[] published = Files.readAllBytes(table);
    Files.write(table, new byte[published.length]);
    Outcome damaged = spark(Map.of(), "verify", "--warehouse", "warehouse");
    Files.write(table, published);

    assertThat(whole.exitCode()).as(whole.talk()).isZero();
    assertThat(damaged.exitCode()).isEqualTo(4);
    assertThat(damaged.talk()).contains(TABLES + "/customer_mrr/part-");
  }

  @Test
  void withoutHadoopItIsSaidWhatVerifyingTakes() {
    Outcome verified = launcher(Map.of()).run("verify", "--warehouse", "warehouse");

    assertThat(verified.exitCode()).isEqualTo(2);
    assertThat(verified.talk())
        .startsWith("STORE_UNUSABLE: the tables of this warehouse are in an object store");
  }

  @Test
  void anotherWarehouseCannotWriteThere() {
    Outcome other =
        spark(
            Map.of(),
            "run",
            "--invoices",
            EXPORT + "invoices.csv",
            "--tables",
            TABLES,
            "--warehouse",
            "other");

    assertThat(other.exitCode()).as(other.talk()).isEqualTo(2);
    assertThat(other.talk()).contains("STORE_UNUSABLE: cannot put the tables at " + TABLES);
  }

  @Test
  void theSecretStandsNowhere() throws IOException {
    assertThat(outcome.answer() + outcome.talk()).doesNotContain(ObjectStore.SECRET);
    List<Path> files = new ArrayList<>(store.contents());
    try (Stream<Path> walk = Files.walk(folder.resolve("warehouse"))) {
      walk.filter(Files::isRegularFile).forEach(files::add);
    }
    for (Path file : files) {
      assertThat(Damage.text(file)).as(file.toString()).doesNotContain(ObjectStore.SECRET);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_SECRET_ACCESS_KEY, wrong, The store rejected the credentials.",
    "AWS_SECRET_ACCESS_KEY, '', The credentials for the store are missing.",
    "fs.s3a.endpoint, http://127.0.0.1:1, The store does not respond."
  })
  void whatIsWrongIsSaid(String setting, String value, String why) {
    Outcome refused = spark(Map.of(setting, value), "check", "--invoices", EXPORT + "invoices.csv");

    assertThat(refused.exitCode()).as(refused.talk()).isEqualTo(2);
    assertThat(refused.talk().lines().skip(1)).first().isEqualTo(why);
    assertThat(refused.talk()).doesNotContain(ObjectStore.SECRET);
  }

  @Test
  void withoutTheClientItIsSaidWhatIsMissing() {
    Outcome refused = launcher(Map.of()).run("check", "--invoices", EXPORT + "invoices.csv");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.talk()).contains("No file system on the class path supports this address.");
  }

  /** It builds on what the store holds. */
  @Test
  @Tag("long")
  void theNextRunAddsToIt() throws IOException {
    Outcome next = run("--full");

    assertThat(next.exitCode()).as(next.talk()).isZero();
    everyTableIsWhatADiskGives();
  }

  private Outcome run(String... options) {
    List<String> words = new ArrayList<>(List.of("run", "--warehouse", "warehouse"));
    words.addAll(List.of("--invoices", EXPORT + "invoices.csv"));
    words.addAll(List.of("--customers", EXPORT + "customers.csv"));
    words.addAll(List.of(options));
    return spark(Map.of(), words.toArray(String[]::new));
  }

  /** By the script, with what Spark needs for the store but for what is given otherwise. */
  private Outcome spark(Map<String, String> otherwise, String... arguments) {
    List<String> words = new ArrayList<>(List.of("--jars", ObjectStore.client()));
    Map<String, String> settings = new TreeMap<>(store.settings());
    settings.replaceAll((name, value) -> otherwise.getOrDefault(name, value));
    settings.forEach(
        (name, value) -> words.addAll(List.of("--conf", "spark.hadoop." + name + "=" + value)));
    words.addAll(List.of(arguments));
    return launcher(otherwise).run(words.toArray(String[]::new));
  }

  private Launcher launcher(Map<String, String> otherwise) {
    Map<String, String> environment = new TreeMap<>(ObjectStore.credentials());
    environment.replaceAll((name, value) -> otherwise.getOrDefault(name, value));
    environment.values().removeIf(String::isEmpty);
    return new Launcher(folder, environment);
  }
}
