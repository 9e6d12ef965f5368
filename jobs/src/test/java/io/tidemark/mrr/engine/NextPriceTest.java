package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.BillingStreams.opened;
import static io.tidemark.mrr.engine.BillingStreams.upcoming;
import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an invoice of 1500 cents for February 2025 shows of the price of January. */
class NextPriceTest {
  private static final String THROUGH = "2025-06-01";
  private static final String FEBRUARY = "2025-02-01";
  private static final Invoice NEXT =
      paid("february", 1500, FEBRUARY, "2025-03-01", "2025-01-01", FEBRUARY);

  @Test
  @DisplayName("It is the price, and just that")
  void plain() {
    Optional<NextPrice> found = of(List.of(), NEXT);

    assertThat(found).contains(new NextPrice(NEXT, BigFraction.of(1500), BigFraction.ZERO));
  }

  @Test
  @DisplayName("Without it, or where it also bills a change, nothing is shown")
  void nothing() {
    Invoice straddle = paid("february", 1500, "2025-01-20", "2025-03-01", "2025-01-01", FEBRUARY);

    assertThat(of(List.of())).isEmpty();
    assertThat(of(List.of(), straddle)).isEmpty();
  }

  @Test
  @DisplayName("250 for the second half of January was a change of 500, give or take three cents")
  void change() {
    Invoice change = paid("change", 250, "2025-01-16 12:00", FEBRUARY);
    Optional<NextPrice> found = of(List.of(), change, NEXT);

    assertThat(found).contains(new NextPrice(NEXT, BigFraction.of(1000), BigFraction.of(3)));
  }

  @Test
  @DisplayName("Two changes add up, and so do the cents they leave open")
  void twoChanges() {
    Invoice first = paid("first", 250, "2025-01-16 12:00", FEBRUARY);
    Invoice second = paid("second", 100, "2025-01-22", FEBRUARY);
    Optional<NextPrice> found = of(List.of(), first, second, NEXT);

    assertThat(found).contains(new NextPrice(NEXT, BigFraction.of(690), BigFraction.of(153, 20)));
  }

  @Test
  @DisplayName("The last week of January is an item, and so is what is as long as another stream")
  void items() {
    Invoice week = paid("week", 250, "2025-01-25", FEBRUARY);
    Invoice tenDays = paid("ten days", 250, "2025-01-22", FEBRUARY);
    BillingStream ofTenDays = opened("before", 250, "2025-01-12", "2025-01-22");
    BillingStream year = opened("year", 120_000, "2024-03-01", "2025-03-01");

    assertThat(of(List.of(), week, NEXT).orElseThrow().price()).isEqualTo(BigFraction.of(1500));
    assertThat(of(List.of(year, ofTenDays), tenDays, NEXT).orElseThrow().price())
        .isEqualTo(BigFraction.of(1500));
    assertThat(of(List.of(year), tenDays, NEXT).orElseThrow().price())
        .isEqualTo(BigFraction.of(725));
  }

  @Test
  @DisplayName(
      "What it bills for a shorter stream is left out, for a free or a longer one it is not")
  void otherStreams() {
    Invoice week = paid("week", 100, "2025-02-08", "2025-02-15");
    Invoice quarter = paid("quarter", 500, "2025-05-01", "2025-08-01");
    BillingStream weeks = opened("week", 100, "2025-01-25", FEBRUARY);
    BillingStream freeWeeks = opened("free", 0, "2025-01-25", FEBRUARY);
    BillingStream quarters = opened("quarter", 500, "2024-11-01", FEBRUARY);

    assertThat(of(List.of(weeks), NEXT, week).orElseThrow().price())
        .isEqualTo(BigFraction.of(1400));
    assertThat(of(List.of(freeWeeks), NEXT, week).orElseThrow().price())
        .isEqualTo(BigFraction.of(1500));
    assertThat(of(List.of(quarters), NEXT, quarter).orElseThrow().price())
        .isEqualTo(BigFraction.of(1500));
  }

  private static Optional<NextPrice> of(List<BillingStream> streams, Invoice... later) {
    return NextPrice.of(
        upcoming(THROUGH, later),
        time("2025-01-01"),
        time("2024-12-01"),
        time("2025-01-01"),
        streams);
  }
}
