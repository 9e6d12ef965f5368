package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.AnswerRun;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A run is named by its id, never by a path. */
class PathSafetyTest {
  private static final Instant NINE = Instant.parse("2025-03-01T09:00:00Z");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "..", ".", "/etc", "runs/20250301", "20250301*", "x\nFORGED: line"})
  void whatIsNoIdIsNoRun(String id) throws IOException {
    Path warehouse = folder.resolve("warehouse");
    Published run = AnswerRun.publish(warehouse, NINE, "mrr 100", 0);
    Files.createDirectories(folder.resolve("warehouse/x"));

    for (String command : new String[] {"rollback", "verify"}) {
      StringWriter talk = new StringWriter();
      CommandLine line = Commands.commandLine().setErr(new PrintWriter(talk));

      int exitCode = ErrorHandler.guard(line, command, "--warehouse", warehouse.toString(), id);

      assertThat(exitCode).as(command + " " + id).isEqualTo(2);
      assertThat(talk.toString()).contains("RUN_UNKNOWN: no such run").hasLineCount(3);
    }
    assertThat(PublishedRuns.of(warehouse).current()).contains(run);
  }

  @Test
  void aFullDiskIsTheUsersToMend() {
    StringWriter talk = new StringWriter();
    CommandLine line = new CommandLine(new Failing()).setErr(new PrintWriter(talk));

    assertThat(ErrorHandler.guard(line)).isEqualTo(2);
    assertThat(talk.toString())
        .isEqualTo(
            """
            PATH_UNWRITABLE: cannot write to disk
            No space left on device
            Nothing was published. Free space on the disks of the warehouse and of temporary files.
            """);
  }

  @CommandLine.Command(name = "failing")
  private static final class Failing implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException(
          "Job aborted.\njava.io.IOException: No space left on device\n\tat java.base");
    }
  }
}
