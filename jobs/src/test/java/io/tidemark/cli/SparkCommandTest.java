package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java's options follow the size of the files, wherever on the disk a command line leads to. */
class SparkCommandTest {
  private static final long HALF = SparkCommand.LARGE_BYTES / 2;

  @TempDir private Path folder;
  private String warehouse;

  @BeforeEach
  void anEmptyWarehouse() {
    warehouse = folder.resolve("warehouse").toString();
  }

  @Test
  void whatIsNamedCountsTogether() throws IOException {
    String one = file("in/2024/one.csv", HALF);
    String two = file("in/2025/two.csv", HALF);
    String little = file("customers.csv", 1);

    assertThat(isLarge("run", "--invoices", one, two)).isFalse();
    assertThat(isLarge("run", "--invoices", one, two, "--customers", little)).isTrue();
    assertThat(isLarge("run", "--invoices=" + one, "--invoices=" + two, "--adjustments", little))
        .isTrue();
    assertThat(isLarge("check", "--invoices", one, two, "--customers", little)).isTrue();
  }

  @Test
  void foldersAndGlobsCountWithWhatIsInThem() throws IOException {
    file("in/2024/one.csv", HALF + 1);
    file("in/2025/two.csv", HALF);

    assertThat(isLarge("run", "--invoices", folder.resolve("in").toString())).isTrue();
    assertThat(isLarge("run", "--invoices", folder.resolve("in/2025").toString())).isFalse();
    assertThat(isLarge("run", "--invoices", folder + "/in/*/*.csv")).isTrue();
    assertThat(isLarge("run", "--invoices", folder + "/in/202?")).isTrue();
    assertThat(isLarge("run", "--invoices", folder + "/in/*/two.csv")).isFalse();

    Path elsewhere = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("in"));
    assertThat(isLarge("run", "--invoices", elsewhere.toString())).isTrue();
  }

  @Test
  void whatCannotBeToldIsSmall() throws IOException {
    String large = file("large.csv", SparkCommand.LARGE_BYTES + 1);

    assertThat(isLarge("run", "--invoices", "s3a://bucket/in/", "none.csv", "none/*")).isFalse();
    assertThat(isLarge("run", "--invoices", "s3a://bucket/in/", "none/*", large)).isTrue();
    assertThat(isLarge("run", "--unknown", "--invoices", large)).isFalse();
    assertThat(isLarge("verify")).isFalse();
    assertThat(SparkCommand.isLarge(List.of())).isFalse();
    Files.writeString(Files.createDirectories(Path.of(warehouse)).resolve("CURRENT"), "damaged");
    assertThat(isLarge("run", "--invoices", large)).as("damaged warehouse").isFalse();
  }

  @Test
  void settingsAreOptionsOfSpark() throws IOException {
    Path settings = Path.of("conf", SparkCommand.LARGE);

    assertThat(SparkCommand.options(settings))
        .containsExactly(
            "--conf",
            "spark.driver.extraJavaOptions=-XX:+UseParallelGC -XX:-DontCompileHugeMethods",
            "--conf",
            "spark.driver.memory=4g",
            "--conf",
            "spark.rdd.compress=true");
    assertThat(SparkCommand.options(folder.resolve("none.conf"))).isEmpty();
  }

  private boolean isLarge(String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    if (line.get(0).equals("run")) {
      line.addAll(List.of("--warehouse", warehouse));
    }
    return SparkCommand.isLarge(line);
  }

  private String file(String name, long bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
    return file.toString();
  }
}
