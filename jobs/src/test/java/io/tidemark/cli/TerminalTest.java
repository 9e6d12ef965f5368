package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  @DisplayName("The script passes the width; 0 for a pipe or a file")
  void widthOfTheScript() {
    assertThat(Terminal.columns(Map.of("TERM", "xterm", "TIDEMARK_COLUMNS", "132"), false))
        .isEqualTo(132);
    assertThat(Terminal.columns(Map.of("TERM", "xterm", "TIDEMARK_COLUMNS", "0"), true)).isZero();
  }

  @Test
  @DisplayName("Without the script, a console has 80 columns")
  void widthOfAConsole() {
    assertThat(Terminal.columns(Map.of("TERM", "xterm"), true)).isEqualTo(80);
    assertThat(Terminal.columns(Map.of("TERM", "xterm"), false)).isZero();
  }

  @Test
  @DisplayName("A dumb or unknown terminal cannot rewrite a line")
  void dumbTerminals() {
    assertThat(Terminal.columns(Map.of("TERM", "dumb", "TIDEMARK_COLUMNS", "80"), true)).isZero();
    assertThat(Terminal.columns(Map.of("TIDEMARK_COLUMNS", "80"), true)).isZero();
  }
}
