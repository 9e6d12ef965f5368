package io.tidemark.mrr.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invoices without a subscription, amounts in cents. */
class ConsolidatedInvoicesTest {
  @ParameterizedTest
  @DisplayName("Fewer than three equally long periods in a row are one-offs")
  @ValueSource(
      strings = {
        """
        5000 2024-01-05..2024-02-05 consolidated
        5000 2024-02-05..2024-03-05 consolidated
        """,
        """
        5000 2024-01-05..2024-02-05 consolidated
        5000 2024-02-05..2024-03-05 consolidated
        5000 2024-03-06..2024-04-06 consolidated
        """,
        """
        5000 2024-01-05..2024-02-05 consolidated
        5000 2024-02-05..2024-03-05 consolidated
        5000 2024-03-05..2024-06-05 consolidated
        """,
        """
        5000 2024-01-05..2024-02-05 consolidated
        0 2024-02-05..2024-03-05 consolidated
        5000 2024-03-05..2024-04-05 consolidated
        """,
        """
        5000 2024-01-05..2024-02-05 consolidated
        5000 2024-02-05..2024-03-05 consolidated credited
        5000 2024-03-05..2024-04-05 consolidated
        """
      })
  void noRow(String lines) {
    SubscriptionResult reading = BillingCase.of("2024-04-20", lines).reading();

    assertThat(reading.layers()).isEmpty();
    assertThat(reading.exclusions()).hasSameSizeAs(lines.strip().split("\n"));
    assertThat(new TreeSet<>(reading.exclusions().values()))
        .containsExactly(ExclusionReason.ONE_OFF);
  }

  @Test
  @DisplayName("Two rows of months that overlap are two streams of low confidence")
  void twoRows() {
    BillingCase billing =
        BillingCase.of(
            "2024-04-20",
            """
            5000 2024-01-05..2024-02-05 consolidated
            700 2024-01-20..2024-02-20 consolidated
            5000 2024-02-05..2024-03-05 consolidated
            700 2024-02-20..2024-03-20 consolidated
            5200 2024-03-05T01:00..2024-04-05 consolidated
            900 2024-03-20..2024-04-20 consolidated
            """);

    billing.assertMrr(
        "2024-01-05..2024-01-20 5000 low",
        "2024-01-20..2024-03-05 5700 low",
        "2024-03-05..2024-03-20 5900 low",
        "2024-03-20..2024-04-05 6100 low",
        "2024-04-05..2024-04-20 900 low");
    assertThat(billing.reading().exclusions()).isEmpty();
  }
}
