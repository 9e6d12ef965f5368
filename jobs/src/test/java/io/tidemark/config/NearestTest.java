package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> NAMES = List.of("Total", "Tax", "Paid At (UTC)");

  @Test
  @DisplayName("A name resembles another if case, spaces, punctuation or a letter differ")
  void resembling() {
    assertThat(Nearest.resembling("TAX ", NAMES)).contains("Tax");
    assertThat(Nearest.resembling("paid_at_utc", NAMES)).contains("Paid At (UTC)");
    assertThat(Nearest.resembling("Totl", NAMES)).contains("Total");
    assertThat(Nearest.resembling("Taxes", NAMES)).isEmpty();
    assertThat(Nearest.resembling("Voided At (UTC)", NAMES)).isEmpty();
    assertThat(Nearest.resembling("Tax", List.of())).isEmpty();
  }
}
