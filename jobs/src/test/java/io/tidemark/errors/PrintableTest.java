package io.tidemark.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void whatAPersonReadsStays() {
    assertThat(Printable.escaped("12,50 \u20ac \u00fc <b> \"x\""))
        .isEqualTo("12,50 \u20ac \u00fc <b> \"x\"");
  }

  @Test
  void whatMovesTheCursorOrHidesIsSpelledOut() {
    assertThat(Printable.escaped("a\n\r\tb\\")).isEqualTo("a\\n\\r\\tb\\\\");
    assertThat(Printable.escaped("\u001b[31m\u202e\u200b\u00a0\u2028\ufeff"))
        .isEqualTo("\\u001b[31m\\u202e\\u200b\\u00a0\\u2028\\ufeff");
  }

  @Test
  void whatAnErrorRepeatsIsSpelledOut() {
    String hostile = "cus\u009b2K\u0085\u202e";
    List<UserError> errors =
        List.of(
            Errors.runUnknown(hostile, 0, Path.of("warehouse")),
            Errors.fileRefused(ErrorCode.FILE_EMPTY, hostile, hostile, "Export it again."),
            QuestionErrors.customersNotFound(List.of(hostile)),
            QuestionErrors.explanationDiffers("run", List.of(hostile)),
            QuestionErrors.questionsUnreadable(Path.of("questions.csv"), List.of(hostile)));

    assertThat(errors)
        .extracting(UserError::getMessage)
        .allMatch(message -> message.contains("cus\\u009b2K\\u0085\\u202e"))
        .allMatch(message -> message.lines().count() == 3);
  }

  @Test
  void whatIsLongIsCut() {
    assertThat(Printable.escaped("x".repeat(81))).isEqualTo("x".repeat(80) + "...");
    assertThat(Printable.escaped("x".repeat(80))).isEqualTo("x".repeat(80));
  }
}
