package io.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.cli.Console.Verbosity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream answered = new ByteArrayOutputStream();
  private final ByteArrayOutputStream talked = new ByteArrayOutputStream();
  private long now;

  private Console console(Verbosity verbosity, int columns) {
    return new Console(
        new PrintStream(answered, true, UTF_8),
        new PrintStream(talked, true, UTF_8),
        verbosity,
        columns,
        () -> now);
  }

  private Supplier<Integer> taking(double seconds) {
    return () -> {
      now += (long) (seconds * SECOND);
      return 7;
    };
  }

  @Test
  @DisplayName("In a file, each step of a second or more is a line")
  void longStepsArePlainLines() {
    Console console = console(Verbosity.NORMAL, 0);

    assertThat(console.step("layers", taking(2.5))).isEqualTo(7);
    console.step("report", taking(0.9));

    assertThat(talk()).isEqualTo("  layers                                      2.5 s\n");
  }

  @Test
  @DisplayName("With --verbose, each step is a line, on a terminal too")
  void verbosePrintsEveryStep() {
    Console console = console(Verbosity.VERBOSE, 80);
    console.step("layers", taking(2.5));
    console.stepAside("rejects", taking(0));
    console.close();

    assertThat(screen())
        .containsExactly(
            "  layers                                      2.5 s",
            "  rejects                                     0.0 s",
            "");
  }

  @Test
  @DisplayName("On a terminal, one line is rewritten; an answer appears above it")
  void aTerminalShowsOneLine() {
    Console console = console(Verbosity.NORMAL, 40);
    console.step(
        "layers",
        () -> {
          assertThat(screen()).containsExactly("  step 1 of 1  layers");
          console.answer("MRR");
          assertThat(answered.toString(UTF_8)).isEqualTo("MRR\n");
          assertThat(screen()).containsExactly("");
          return 7;
        });
    console.stepAside("rejects", taking(0));
    assertThat(screen()).containsExactly("  step 2 of 2  layers");
    console.done("Published run 1", "tidemark runs");

    assertThat(screen()).containsExactly("Published run 1 in 0.0 s", "  tidemark runs", "");
  }

  @Test
  @DisplayName("After a failure, the line of progress is erased before the error is printed")
  void aFailureErasesTheLine() {
    assertThatThrownBy(
            () -> {
              try (Console console = console(Verbosity.NORMAL, 80)) {
                console.step(
                    "layers",
                    () -> {
                      throw new IllegalStateException();
                    });
              }
            })
        .isInstanceOf(IllegalStateException.class);

    assertThat(screen()).containsExactly("");
  }

  @Test
  @DisplayName("Quiet prints only the answer")
  void quietPrintsOnlyTheAnswer() {
    Console console = console(Verbosity.QUIET, 80);
    console.step("layers", taking(9));
    console.done("Published run 1", "tidemark runs");
    console.answer("MRR");

    assertThat(talk()).isEmpty();
    assertThat(answered.toString(UTF_8)).isEqualTo("MRR\n");
  }

  private String talk() {
    return talked.toString(UTF_8);
  }

  /** Returns the lines that a terminal shows: a carriage return goes back to the line's start. */
  private String[] screen() {
    String[] lines = talk().split("\n", -1);
    for (int line = 0; line < lines.length; line++) {
      StringBuilder shown = new StringBuilder();
      for (String part : lines[line].split("\r")) {
        shown.replace(0, Math.min(part.length(), shown.length()), part);
      }
      lines[line] = shown.toString().stripTrailing();
    }
    return lines;
  }
}
