package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.BillingStreams.assigned;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Items billed once inside a year for 120000 cents. */
class UnrepeatedStreamsTest {
  private static final String YEAR = "120000 2024-01-01..2025-01-01 first\n";

  @Test
  @DisplayName("A free item is a stream without a price")
  void free() {
    String lines = YEAR + "0 2024-03-10..2024-04-10 first\n";

    assertThat(assigned("2024-12-20", lines)).containsExactly("120000", "0");
    assertThat(BillingCase.of("2024-12-20", lines).reading().exclusions()).isEmpty();
  }

  @Test
  @DisplayName("A later credit for an item makes no layer, as the item does not")
  void creditForAnItem() {
    BillingCase billing =
        BillingCase.of(
            "2025-06-20",
            YEAR
                + """
                1000 2024-03-10..2024-04-10 first
                -200 2025-03-10..2025-04-10 2025-02-10..2025-03-10
                """);

    billing.assertBalanced();
    assertThat(billing.reading().exclusions())
        .isEqualTo(
            Map.of("in_2", ExclusionReason.ONE_OFF_PERIOD, "in_3", ExclusionReason.ORPHAN_CREDIT));
  }

  @ParameterizedTest(name = "data through {0}: {1}")
  @DisplayName("An item billed in arrears could be repeated until its next period and grace end")
  @CsvSource({"2024-05-13, 120000; 500 NOT_YET_REPEATED", "2024-05-13T00:01, 120000"})
  void inArrears(String through, String streams) {
    String usage = "500 2024-03-10..2024-04-10 2024-03-10..2024-04-10\n";

    assertThat(String.join("; ", assigned(through, YEAR + usage))).isEqualTo(streams);
  }

  @Test
  @DisplayName("An item up to the day of a month that no longer runs leaves its days high")
  void upToTheDayOfAnEndedMonth() {
    BillingCase.of(
            "2024-12-20",
            YEAR
                + """
                1000 2024-02-20..2024-03-20 first
                1000 2024-03-20..2024-04-20 2024-02-20..2024-03-20
                300 2024-05-01..2024-05-20 first
                """)
        .assertMrr(
            "2024-01-01..2024-02-20 10000",
            "2024-02-20..2024-04-20 11000",
            "2024-04-20..2024-12-20 10000");
  }

  @Test
  @DisplayName("An item up to the day of billing in a quarter that runs makes its days low")
  void upToTheDayOfARunningQuarter() {
    BillingCase.of(
            "2024-07-20",
            YEAR
                + """
                3000 2024-02-20..2024-05-20 first
                300 2024-04-01..2024-04-20 first
                3000 2024-05-20..2024-08-20 2024-02-20..2024-05-20
                """)
        .assertMrr(
            "2024-01-01..2024-02-20 10000",
            "2024-02-20..2024-04-01 11000",
            "2024-04-01..2024-04-20 11000 low",
            "2024-04-20..2024-07-20 11000");
  }

  @Test
  @DisplayName("An item up to the day of billing in a quarter that begins later leaves days high")
  void upToTheDayOfALaterQuarter() {
    BillingCase.of(
            "2024-10-20",
            YEAR
                + """
                300 2024-05-01..2024-06-05 first
                3000 2024-05-05..2024-08-05 first
                3000 2024-08-05..2024-11-05 2024-05-05..2024-08-05
                """)
        .assertMrr("2024-01-01..2024-05-05 10000", "2024-05-05..2024-10-20 11000");
  }
}
