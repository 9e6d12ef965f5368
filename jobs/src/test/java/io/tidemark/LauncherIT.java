package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.cli.Commands;
import io.tidemark.testing.Launcher;
import io.tidemark.testing.Launcher.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one entry, as a person meets it: {@code scripts/tidemark}, called from another folder. */
class LauncherIT {
  @TempDir private Path folder;

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
    for (String command : Commands.commandLine().getSubcommands().keySet()) {
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
            "COMMAND_LINE_INVALID: unknown command rum",
            "Did you mean run?",
            "Run \"tidemark --help\" for its options.");
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
            "--warehouse",
            "none yet",
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
  void muchToDoIsStartedAsLargeUnlessTheUserSaysOtherwise() throws IOException {
    Path file = folder.resolve("large.csv");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(33L << 20);
    }
    Map<String, String> told = Map.of("SPARK_PRINT_LAUNCH_COMMAND", "1");
    String[] refused = {"check", "--invoices", file.toString(), "--policy", "none of these.yaml"};

    Outcome large = tidemark(told, refused);
    String[] more =
        Stream.concat(Stream.of("--driver-memory", "777m"), Stream.of(refused))
            .toArray(String[]::new);
    Outcome asTold = tidemark(told, more);

    assertThat(large.exitCode()).isEqualTo(2);
    assertThat(large.talk()).contains("PATH_UNREADABLE", "-XX:+UseParallelGC", "-Xmx4g");
    assertThat(large.talk()).doesNotContain("TieredStopAtLevel=1", "UseSerialGC");
    assertThat(asTold.talk()).contains("PATH_UNREADABLE", "-XX:+UseParallelGC", "-Xmx777m");
  }

  @Test
  void checkSaysWhatARunWouldAndWritesNothing() throws IOException {
    Outcome outcome = tidemark(Map.of(), "check", "--quiet");

    assertThat(outcome.talk()).doesNotContain("UNEXPECTED");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.answer())
        .contains("1,746 accepted, 0 rejected")
        .endsWith("A run would accept this input. Nothing was written.\n");
    try (Stream<Path> written = Files.list(folder)) {
      assertThat(written.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("answer 1", "talk 1");
    }
  }

  @Test
  @DisplayName("The sample is published in the locale of Egypt, to a folder with a space")
  void theLocaleOfTheMachineChangesNothing() throws IOException {
    Map<String, String> egypt = Map.of("JAVA_TOOL_OPTIONS", "-Duser.language=ar -Duser.country=EG");

    Outcome outcome = tidemark(egypt, "run", "--quiet", "--warehouse", "egypt 1");

    assertThat(outcome.talk()).doesNotContain("UNEXPECTED");
    assertThat(outcome.exitCode()).isZero();
    try (Stream<Path> written = Files.list(folder)) {
      assertThat(written.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("answer 1", "talk 1", "egypt 1");
    }
  }

  @Test
  void whoWaitsForAnotherBuildIsTold() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/flock")), "flock is Linux's");
    Process other = new ProcessBuilder("flock", "target", "sh", "-c", "echo; sleep 4").start();
    assertThat(other.getInputStream().read()).isEqualTo('\n');

    Outcome outcome = tidemark(Map.of(), "--version");
    other.waitFor();

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.talk().lines())
        .singleElement()
        .asString()
        .startsWith("Waiting for another process that builds ");
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
        .isEqualTo("RUNTIME_UNSUPPORTED: SPARK_HOME does not contain Spark 4.1");
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
    return new Launcher(folder, environment).run(arguments);
  }
}
