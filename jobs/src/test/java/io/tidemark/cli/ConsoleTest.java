package io.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final ByteArrayOutputStream answered = new ByteArrayOutputStream();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private Console talk(boolean quiet, boolean terminal) {
    return new Console(
        new PrintStream(answered, true, UTF_8),
        new PrintStream(said, true, UTF_8),
        quiet,
        terminal);
  }

  @Test
  void stepsArePlainLinesWhereNobodyWatches() {
    int result = talk(false, false).step("layers", () -> 7);

    assertThat(result).isEqualTo(7);
    assertThat(said.toString(UTF_8)).matches("  layers {34} +\\d+\\.\\d s\n");
  }

  @Test
  void aTerminalShowsAStepWhileItLasts() {
    talk(false, true)
        .step(
            "layers",
            () -> {
              assertThat(said.toString(UTF_8)).isEqualTo("  layers ...");
              return 7;
            });

    assertThat(said.toString(UTF_8)).contains("\r").endsWith(" s\n");
  }

  @Test
  void whatWentWrongBeginsOnALineOfItsOwn() {
    Console talk = talk(false, true);

    assertThatThrownBy(
            () ->
                talk.step(
                    "layers",
                    () -> {
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(said.toString(UTF_8)).isEqualTo("  layers ...\n");
  }

  @Test
  void theEndTellsTheTimeAndWhatIsNext() {
    talk(false, false).done("Published run 1", "tidemark runs");

    assertThat(said.toString(UTF_8)).matches("Published run 1 in \\d+\\.\\d s\n  tidemark runs\n");
  }

  @Test
  void quietSaysOnlyTheAnswer() {
    Console talk = talk(true, true);
    talk.step("layers", () -> 7);
    talk.done("Published run 1", "tidemark runs");
    talk.answer("MRR");

    assertThat(said.toString(UTF_8)).isEmpty();
    assertThat(answered.toString(UTF_8)).isEqualTo("MRR\n");
  }
}
