package io.tidemark.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a window from Jan 1 to Mar 15 tells of a subscription that changes on its first day. */
class OneSubscriptionTest {
  private static final LocalDate FROM = LocalDate.parse("2025-01-01");
  private static final LocalDate ORIGIN = LocalDate.parse("2025-03-15");
  private static final LocalDate FIRST_DAY = LocalDate.parse("2025-02-10");

  /** A month for 30.00, six minutes later a year for 300.00 instead. */
  @Test
  void oneThatIsRestartedOnItsFirstDayArrivesOnceAsWhatItBecame() {
    ForecastLayer month = strand(FIRST_DAY, 1, 3_000);
    ForecastLayer year = strand(FIRST_DAY.plusYears(1), 12, 2_500);
    Renewals found = PlainSnapshots.of(List.of(month, year), FROM, ORIGIN).renewals();

    assertThat(found.newcomers("EUR"))
        .containsExactly(new Renewals.Newcomer(new BillingFrequency(12, 0), 1, 2_500));
  }

  /** A cycle of so many months from the first day, which runs until a day. */
  private static ForecastLayer strand(LocalDate end, int months, long mrrMinor) {
    LocalDate cycleEnd = FIRST_DAY.plusMonths(months);
    return new ForecastLayer(
        "s", "c", "EUR", FIRST_DAY, end, FIRST_DAY, cycleEnd, months, mrrMinor, true, false, false,
        0);
  }
}
