package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.errors.Errors;
import io.tidemark.errors.ExitCode;
import io.tidemark.errors.UserError;
import io.tidemark.testing.TestSpark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What a failure deep in Spark is called. */
class ErrorHandlerTest {
  private static final int WITHIN_THE_ROWS = 100;

  @TempDir private Path folder;
  private final StringWriter talk = new StringWriter();

  @Test
  void aFileWhoseRowsAreDamagedIsNamed() throws IOException {
    SparkSession spark = TestSpark.session();
    String table = folder.resolve("a table").toString();
    spark.range(1_000).coalesce(1).write().parquet(table);
    Path file = dataFile(Path.of(table));
    byte[] content = Files.readAllBytes(file);
    content[WITHIN_THE_ROWS] ^= 1;
    Files.write(file, content);

    int exitCode = exitCode(() -> spark.read().parquet(table).groupBy().sum("id").first());

    assertThat(talk.toString())
        .startsWith("WAREHOUSE_DAMAGED: the warehouse is damaged: file:")
        .contains(file.getFileName().toString())
        .contains("Restore the file from a backup");
    assertThat(talk.toString().lines()).hasSize(3);
    assertThat(exitCode).isEqualTo(ExitCode.BOOKS_DO_NOT_BALANCE.value());
  }

  @Test
  void whatATaskRefusesIsToldAsWhatItIs() {
    UserError refused = Errors.noInvoices();

    assertThat(exitCode(new IllegalStateException("Job aborted", refused)))
        .isEqualTo(ExitCode.INPUT_REFUSED.value());
    assertThat(talk.toString()).isEqualToIgnoringNewLines(refused.getMessage());
  }

  @Test
  void aFaultOfOursSaysThatItIs() {
    assertThat(exitCode(new IllegalStateException("3 rows of 4")))
        .isEqualTo(ExitCode.OUR_FAULT.value());
    assertThat(talk.toString())
        .startsWith("UNEXPECTED: IllegalStateException: 3 rows of 4\nThis is a bug in Tidemark.");
  }

  @Test
  @DisplayName(
      "Unknown commands, options and arguments are named alone, with the nearest known one")
  void unknownWordsAreNamed() {
    assertThat(refusal("runn"))
        .startsWith("COMMAND_LINE_INVALID: unknown command runn\nDid you mean run?\n");
    assertThat(refusal("run", "--invoice", "a.csv"))
        .startsWith("COMMAND_LINE_INVALID: unknown option --invoice\nDid you mean --invoices?\n");
    assertThat(refusal("verify", "1", "2"))
        .startsWith("COMMAND_LINE_INVALID: unexpected argument 2\nNothing was done.\n");
    assertThat(refusal())
        .startsWith("COMMAND_LINE_INVALID: no command was given\nThe commands are run, check, ");
  }

  private static String refusal(String... arguments) {
    StringWriter talk = new StringWriter();
    CommandLine line = Commands.commandLine(arguments).setErr(new PrintWriter(talk));
    assertThat(ErrorHandler.guard(line, arguments)).isEqualTo(ExitCode.USAGE.value());
    return talk.toString();
  }

  private int exitCode(Exception failure) {
    return exitCode(
        () -> {
          throw failure;
        });
  }

  private int exitCode(Callable<?> question) {
    return ErrorHandler.guard(new CommandLine(new Ask(question)).setErr(new PrintWriter(talk)));
  }

  private static Path dataFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  @Command(name = "ask")
  private record Ask(Callable<?> question) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      question.call();
      return 0;
    }
  }
}
