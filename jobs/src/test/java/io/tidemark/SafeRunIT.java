package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.Damage;
import io.tidemark.testing.KilledRuns;
import io.tidemark.testing.Launcher;
import io.tidemark.testing.Launcher.Outcome;
import io.tidemark.testing.Listeners;
import io.tidemark.testing.ReportCheck;
import io.tidemark.testing.SampleRun;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.Verification;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real run of the sample, what it does to this machine, and what this machine may do to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SafeRunIT {
  private SampleRun sample;
  private Path folder;
  private Launcher launcher;
  private Path warehouse;

  /** As it was after that run; the warehouse itself goes on. */
  private Path afterwards;

  private Outcome outcome;
  private Published published;

  @BeforeAll
  void theSampleIsRun() throws InterruptedException, IOException {
    sample = SampleRun.get();
    folder = sample.folder();
    launcher = sample.launcher();
    warehouse = sample.warehouse();
    afterwards = sample.afterwards();
    outcome = sample.outcome();
    published = sample.published();
  }

  @Test
  void theSampleIsAnswered() throws IOException {
    assertThat(outcome.answer())
        .contains(
            "MRR on 2025-06-29",
            "Read 1,746 invoices, 307 customers",
            "Excluded from MRR: 50 invoices",
            "Report: ");
    String row =
        Files.readAllLines(warehouse.resolve("latest/exports/csv/customer_daily_mrr.csv")).stream()
            .filter(line -> line.startsWith("2025-06-15,"))
            .findFirst()
            .orElseThrow();
    String[] fields = row.split(",");
    Outcome answer =
        launcher.run(
            "query",
            "--warehouse",
            "warehouse",
            "--customer",
            fields[1],
            "--on",
            "2025-06-15",
            "--json");
    assertThat(answer.exitCode()).isZero();
    String mrr = new BigDecimal(fields[4]).setScale(2).toPlainString();
    assertThat(answer.answer()).contains(fields[1], "\"mrr\" : " + mrr);
  }

  @Test
  void theReportShowsWhatIsExported() throws IOException {
    ReportCheck.agreesWithExports(warehouse.resolve("latest"), folder.resolve("profile"));
  }

  @Test
  void ofTwoRunsAtOnceOneWinsAndTheOtherSaysSo() {
    assertThat(sample.second().exitCode()).isEqualTo(5);
    assertThat(sample.second().talk())
        .contains("WAREHOUSE_BUSY: another run is using the warehouse");
    assertThat(Verification.of(warehouse, published)).isEmpty();
  }

  @Test
  void nothingListensBeyondLoopback() {
    assertThat(sample.listeners()).as("Spark listens to itself").isNotEmpty();
    assertThat(sample.listeners()).allMatch(Listeners::isLoopback);
  }

  @Test
  void everyFileIsForItsOwnerOnly() throws IOException {
    try (Stream<Path> walk = Files.walk(warehouse)) {
      for (Path path : walk.filter(file -> !Files.isSymbolicLink(file)).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(
                Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void thePasswordStandsNowhere() throws IOException {
    assertThat(outcome.answer() + outcome.talk()).doesNotContain(SampleRun.PASSWORD);
    try (Stream<Path> walk = Files.walk(warehouse)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        assertThat(Damage.text(file)).as(file.toString()).doesNotContain(SampleRun.PASSWORD);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void everyDamagedFileIsNamed(Damage damage) throws IOException {
    Path copy = Damage.copy(afterwards, folder.resolve("damaged by " + damage));
    Path run = PublishedRuns.of(copy).folder(published);
    List<String> names = new ArrayList<>();
    for (Path file : Damage.published(copy, run)) {
      if (damage.of(file)) {
        Path from = file.startsWith(run) ? run : copy;
        names.add(from.relativize(file) + ": ");
      }
    }

    List<String> problems = Verification.of(copy, published);

    assertThat(names).hasSizeGreaterThan(100);
    assertThat(problems).hasSameSizeAs(names);
    assertThat(names).allMatch(name -> problems.stream().anyMatch(each -> each.startsWith(name)));
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void aDamagedManifestOrPointerIsNamed(Damage damage) throws IOException {
    for (Path file :
        List.of(
            afterwards.resolve("CURRENT"),
            afterwards.resolve("runs").resolve(published.runId()).resolve("manifest.json"))) {
      byte[] whole = Files.readAllBytes(file);
      damage.of(file);
      Outcome verified = launcher.run("verify", "--warehouse", "afterwards");
      Files.write(file, whole);

      assertThat(verified.exitCode()).as(damage + " " + file).isEqualTo(4);
      assertThat(verified.talk()).contains(file.getFileName().toString());
    }
  }

  @Test
  void runsKilledAtAnyTimeChangeNothing() throws IOException {
    KilledRuns killed = new KilledRuns(launcher, warehouse, sample.seconds(), 1);

    killed.kill(3);

    killed.assertTheNextRunIsLike(published);
  }

  /** The same twenty times. */
  @Test
  @Tag("long")
  void manyRunsKilledAtAnyTimeChangeNothing() throws IOException {
    KilledRuns killed = new KilledRuns(launcher, warehouse, sample.seconds(), 2);

    killed.kill(20);

    killed.assertTheNextRunIsLike(published);
    String seen = "%d reads; killed after %s%n".formatted(killed.reads(), killed.lastSteps());
    Files.writeString(Path.of("target", "killed-runs.txt"), seen);
  }
}
