package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The end of a period that starts on Jul 2 behind a credit. */
class HiddenPeriodTest {
  @ParameterizedTest(name = "next: usage {0} to {1}, service to {2}; ends {3}, by {4}")
  @DisplayName("The next invoice shows the end by its usage, else by its service")
  @CsvSource({
    "2025-07-02, 2025-08-02, 2025-09-02, 2025-08-02 00:00, usage",
    "2025-07-02 01:00, 2025-08-02 01:00, 2025-09-02, 2025-08-02 01:00, usage",
    "2025-07-02, 2025-07-20, 2025-09-02, 2025-09-02 00:00, service",
    "2025-07-02, 2025-07-02, 2025-09-02, 2025-09-02 00:00, service",
    "2025-07-02, 2025-06-02, 2025-09-02, 2025-09-02 00:00, service",
    "2025-07-02 02:00, 2025-08-02, 2025-09-02, 2025-08-02 00:00, no later invoice",
    "2025-07-02, 2025-08-02, 2025-07-02, 2025-08-02 00:00, no later invoice",
    ", , 2025-09-02, 2025-08-02 00:00, no later invoice"
  })
  void end(String usageStart, String usageEnd, String serviceEnd, String end, String by) {
    Invoice next = paid("in_2", 1000, "2025-06-01", serviceEnd, usageStart, usageEnd);
    HiddenPeriod period =
        HiddenPeriod.of(time("2025-07-02"), Optional.of(next), BillingMonths.calendar());

    assertThat(Readings.minutes(period.end())).isEqualTo(end);
    assertThat(period.source()).contains(by);
  }

  @Test
  @DisplayName("Without a next invoice the period is a month")
  void nothingFollows() {
    HiddenPeriod period =
        HiddenPeriod.of(time("2025-01-31"), Optional.empty(), BillingMonths.calendar());

    assertThat(period.end()).isEqualTo(time("2025-02-28"));
  }
}
