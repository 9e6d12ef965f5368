package io.tidemark.outputs;

import static org.assertj.core.api.Assertions.assertThat;

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
  void whatIsLongIsCut() {
    assertThat(Printable.escaped("x".repeat(81))).isEqualTo("x".repeat(80) + "...");
    assertThat(Printable.escaped("x".repeat(80))).isEqualTo("x".repeat(80));
  }
}
