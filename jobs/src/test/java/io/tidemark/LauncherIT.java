package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.Browser;
import io.tidemark.testing.ReportCheck;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The one entry, as a person meets it: {@code scripts/tidemark}, called from another folder. */
class LauncherIT {
  private static final Path SCRIPT = Path.of("scripts", "tidemark").toAbsolutePath();

  @TempDir private Path folder;

  private record Outcome(int exitCode, String answer, String talk) {}

  @Test
  void helpListsTheCommandsWithoutSpark() {
    Outcome outcome = tidemark(Map.of(), "--help");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.answer()).contains("Usage: tidemark").contains("run");
    assertThat(outcome.talk()).isEmpty();
  }

  /** Without Spark on the class path: no command may need its classes to be listed. */
  @Test
  void everyCommandExplainsItselfWithoutSpark() {
    for (String command : new CommandLine(new Tidemark()).getSubcommands().keySet()) {
      Outcome outcome = tidemark(Map.of(), "help", command);

      assertThat(outcome.talk()).as(command).isEmpty();
      assertThat(outcome.answer()).as(command).contains("Usage: tidemark " + command);
    }
  }

  @Test
  void anUnknownCommandIsRefusedInThreeLines() {
    Outcome outcome = tidemark(Map.of(), "rum");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.answer()).isEmpty();
    assertThat(outcome.talk().lines())
        .containsExactly(
            "COMMAND_LINE_INVALID: Unmatched argument at index 0: 'rum'",
            "Did you mean run?",
            "\"tidemark --help\" lists what it takes.");
  }

  @Test
  void sparkOptionsReachSparkAndExitCodesComeBack() {
    Outcome outcome =
        tidemark(
            Map.of("SPARK_PRINT_LAUNCH_COMMAND", "1"),
            "--driver-memory",
            "777m",
            "--conf",
            "spark.executor.heartbeatInterval=11s",
            "run",
            "--policy",
            "none of these.yaml");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.answer()).isEmpty();
    assertThat(outcome.talk().lines().toList())
        .hasSize(5)
        .anyMatch(line -> line.startsWith("Spark Command: ") && line.contains("-Xmx777m"))
        .contains("PATH_UNREADABLE: cannot read none of these.yaml");
  }

  @Test
  void checkSaysWhatARunWouldAndWritesNothing() throws IOException {
    Outcome outcome = tidemark(Map.of(), "check", "--quiet");

    assertThat(outcome.talk()).doesNotContain("UNEXPECTED");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.answer())
        .contains("1,746 accepted, 0 rejected")
        .endsWith("A run would accept this. Nothing was written.\n");
    try (Stream<Path> written = Files.list(folder)) {
      assertThat(written.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("answer", "talk");
    }
  }

  /** Two runs of one input publish the same bytes, and the query answers what they publish. */
  @Test
  void theSampleRunsTwiceAlikeAndIsAnswered() throws IOException {
    Outcome first = tidemark(Map.of(), "run", "--warehouse", "one");
    Outcome second = tidemark(Map.of(), "run", "--warehouse", "other");

    assertThat(first.talk() + second.talk()).doesNotContain("UNEXPECTED");
    assertThat(first.exitCode()).isZero();
    assertThat(first.answer())
        .contains("MRR on 2025-06-29", "1,746 accepted, 0 rejected", "STATUS_DRAFT", "Written to");
    Path csv = Path.of("latest", "exports", "csv");
    assertThat(contents(folder.resolve("other").resolve(csv)))
        .hasSizeGreaterThan(10)
        .isEqualTo(contents(folder.resolve("one").resolve(csv)));

    Path report = Path.of("latest", "report", "index.html");
    assertThat(Files.readString(folder.resolve("other").resolve(report)))
        .isEqualTo(Files.readString(folder.resolve("one").resolve(report)));
    if (Browser.isInstalled()) {
      ReportCheck.agreesWithExports(
          folder.resolve("one").resolve("latest"), folder.resolve("profile"));
    }

    String row =
        Files.readAllLines(folder.resolve("one").resolve(csv).resolve("customer_daily_mrr.csv"))
            .stream()
            .filter(line -> line.startsWith("2025-06-15,"))
            .findFirst()
            .orElseThrow();
    String[] fields = row.split(",");
    Outcome answer =
        tidemark(
            Map.of(),
            "query",
            "--warehouse",
            "one",
            "--customer",
            fields[1],
            "--on",
            "2025-06-15",
            "--json");
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.answer()).contains(fields[1], "\"mrr\" : " + plain(fields[4]));
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }

  /** 31250.0000 as two decimals. */
  private static String plain(String amount) {
    return new BigDecimal(amount).setScale(2).toPlainString();
  }

  @Test
  void anotherSparkIsRefused() throws IOException {
    Path other = Files.createDirectories(folder.resolve("spark-3.5/jars"));
    Files.createFile(other.resolve("spark-core_2.13-3.5.6.jar"));

    Outcome outcome = tidemark(Map.of("SPARK_HOME", other.getParent().toString()), "run");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.talk().lines())
        .hasSize(3)
        .first()
        .isEqualTo("RUNTIME_UNSUPPORTED: SPARK_HOME holds no Spark 4.1");
  }

  @Test
  void anotherJavaIsRefused() throws IOException {
    Path java = Files.createDirectories(folder.resolve("jdk-11/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.27\" 2025-04-15' >&2\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));

    Outcome outcome = tidemark(Map.of("JAVA_HOME", folder.resolve("jdk-11").toString()), "run");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.talk().lines())
        .hasSize(3)
        .first()
        .isEqualTo("RUNTIME_UNSUPPORTED: Java 11 is not supported");
  }

  private Outcome tidemark(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(arguments));
    Path answer = folder.resolve("answer");
    Path talk = folder.resolve("talk");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(answer.toFile())
            .redirectError(talk.toFile());
    builder.environment().keySet().removeAll(List.of("SPARK_HOME", "SPARK_CONF_DIR"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("ends in time").isTrue();
      return new Outcome(process.exitValue(), Files.readString(answer), Files.readString(talk));
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }
}
