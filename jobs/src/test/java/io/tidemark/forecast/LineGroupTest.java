package io.tidemark.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which lines and ratios are drawn as equal. */
class LineGroupTest {
  private static final LocalDate FROM = LocalDate.parse("2025-01-01");
  private static final LocalDate ORIGIN = LocalDate.parse("2025-03-15");

  @Test
  @DisplayName("However many lines there are, they are a few thousand groups that keep their MRR")
  void groupsAreBounded() {
    Renewals many = PlainSnapshots.empty(FROM, ORIGIN).renewals();
    long mrr = 0;
    for (int line = 0; line < 200_000; line++) {
      long price = 500 + 97L * line % 100_000;
      LocalDate end = ORIGIN.plusDays(1 + line % 30);
      many.add(
          new ForecastLine(
              "s" + line, "c", "EUR", new BillingFrequency(1, 0), price, end, 1 + line % 5));
      mrr += price;
    }

    assertThat(many.lines().size()).as("30 days, 4 renewals, 32 prices").isLessThan(30 * 4 * 32);
    assertThat(many.lines().stream().mapToLong(LineGroup::mrrMinor).sum()).isEqualTo(mrr);
    assertThat(many.lines().stream().mapToInt(LineGroup::lines).sum()).isEqualTo(200_000);
  }

  @Test
  @DisplayName("Prices of a class are within 25 % of each other, and of one size")
  void priceClasses() {
    assertThat(Renewals.priceClass(1_024)).isEqualTo(Renewals.priceClass(1_279));
    assertThat(Renewals.priceClass(1_280)).isEqualTo(Renewals.priceClass(1_279) + 1);
    assertThat(Renewals.priceClass(2_048)).isEqualTo(Renewals.priceClass(2_047) + 1);
    assertThat(Renewals.priceClass(1)).isLessThan(Renewals.priceClass(2));
    assertThat(Renewals.priceClass(2)).isLessThan(Renewals.priceClass(3));
  }

  @Test
  @DisplayName("Ratios of a class are within 5 % of each other; an unchanged price is one alone")
  void ratioClasses() {
    assertThat(Renewals.ratioClass(1)).isZero();
    assertThat(Renewals.ratioClass(1.01)).isEqualTo(1).isEqualTo(Renewals.ratioClass(1.04));
    assertThat(Renewals.ratioClass(1.06)).isEqualTo(2).isEqualTo(Renewals.ratioClass(1.10));
    assertThat(Renewals.ratioClass(0.99)).isEqualTo(-1).isEqualTo(Renewals.ratioClass(0.96));
    assertThat(Renewals.ratioClass(0.94)).isEqualTo(-2);
  }
}
