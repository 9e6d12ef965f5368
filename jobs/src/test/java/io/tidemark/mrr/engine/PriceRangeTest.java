package io.tidemark.mrr.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a whole cycle may cost; prices in cents, from the least to the most. */
class PriceRangeTest {
  @ParameterizedTest(name = "{0} per month over {1} months: a cycle costs {2}")
  @DisplayName("Every price of a cycle whose price per month rounds to the MRR")
  @CsvSource({
    "1667, 12, 19998..20010",
    "1000, 1/2, 500..500",
    "1000, 15/31, 484..484",
    "1, 1, 1..1"
  })
  void ofMonthly(long mrr, String months, String prices) {
    assertThat(text(PriceRange.ofMonthly(mrr, fraction(months)))).isEqualTo(prices);
  }

  @ParameterizedTest(name = "{1} of {0} is billed as {2}")
  @DisplayName("A share of a price is rounded by itself, halves away from zero")
  @CsvSource({
    "1000..1001, 1/3, 333..334",
    "999..1001, 1/2, 500..501",
    "-1001..-999, 1/2, -501..-500"
  })
  void billed(String prices, String share, String billed) {
    assertThat(text(range(prices).billed(fraction(share)))).isEqualTo(billed);
  }

  @ParameterizedTest(name = "{0} is {1} of {2}")
  @DisplayName("Every price of which a share is billed as one of the amounts")
  @CsvSource({"333..333, 1/3, 998..1000", "500..501, 1/2, 999..1003", "1000..1000, 1, 1000..1000"})
  void pricesOf(String billed, String share, String prices) {
    assertThat(text(range(billed).pricesOf(fraction(share)))).isEqualTo(prices);
  }

  @ParameterizedTest(name = "{0} and {1}: {2}, empty: {3}")
  @DisplayName("Two ranges meet in what both hold")
  @CsvSource({
    "90..110, 100..120, 100..110, false",
    "100..120, 90..110, 100..110, false",
    "90..100, 100..120, 100..100, false",
    "90..99, 100..120, 100..99, true"
  })
  void meet(String one, String other, String both, boolean isEmpty) {
    PriceRange met = range(one).meet(range(other));

    assertThat(text(met)).isEqualTo(both);
    assertThat(met.isEmpty()).isEqualTo(isEmpty);
    assertThat(text(met.plus(-7).plus(7))).isEqualTo(both);
  }

  @ParameterizedTest(name = "{0}: a multiple of {1}, {2}, {3} per month of a year")
  @DisplayName("The roundest price is the nearest multiple of the roundest unit to the middle")
  @CsvSource({
    "998..1003, 1000, 1000, 83",
    "991..999, 5, 995, 83",
    "451..499, 10, 480, 40",
    "450..499, 50, 450, 38",
    "1001..1004, 1, 1003, 84",
    "11990..12010, 1000, 12000, 1000",
    "1400..1480, 100, 1400, 117",
    "1490..1510, 500, 1500, 125"
  })
  void roundest(String prices, long unit, long roundest, long monthly) {
    assertThat(range(prices).unit()).isEqualTo(unit);
    assertThat(range(prices).roundest()).isEqualTo(roundest);
    assertThat(range(prices).monthly(BigFraction.of(12))).isEqualTo(monthly);
  }

  @ParameterizedTest(name = "{0} rounder than {1}: {2}")
  @DisplayName("A round price is less of a coincidence in a narrow range")
  @CsvSource({
    "1000..1000, 997..1003, true",
    "997..1003, 1000..1000, false",
    "1000..1000, 2000..2000, false",
    "998..1000, 500..500, false",
    "500..500, 998..1000, true",
    "998..1000, 100..100, true",
    "100..100, 998..1000, false"
  })
  void isRounderThan(String one, String other, boolean isRounder) {
    assertThat(range(one).isRounderThan(range(other))).isEqualTo(isRounder);
  }

  @ParameterizedTest(name = "{0} a year: one price per month: {1}")
  @DisplayName("A range may hold one price per month only")
  @CsvSource({"11995..12005, true", "11994..12006, false", "12001..12000, false"})
  void isOneMonthly(String prices, boolean isOne) {
    assertThat(range(prices).isOneMonthly(BigFraction.of(12))).isEqualTo(isOne);
  }

  @ParameterizedTest(name = "{0}, estimated at {1}: {2} = {3}")
  @DisplayName("The roundest price next to an estimate lies within the range, as its formula does")
  @CsvSource({
    "101..139, 100, 110, ceil(a / 10) * 10",
    "101..139, 110, 110, round(e / 10) * 10",
    "101..139, 118, 120, round(e / 10) * 10",
    "101..139, 130, 130, round(e / 10) * 10",
    "101..139, 200, 130, floor(b / 10) * 10",
    "101..103, 99, 101, ceil(a)",
    "101..103, 102, 102, round(e)",
    "101..103, 105, 103, floor(b)",
    "-139..-101, -118, -120, round(e / 10) * 10",
    "-139..-101, 0, -110, floor(b / 10) * 10",
    "-139..-101, -200, -130, ceil(a / 10) * 10"
  })
  void roundestByEstimate(String prices, String estimate, long roundest, String formula) {
    assertThat(range(prices).roundest(fraction(estimate))).isEqualTo(roundest);
    assertThat(range(prices).roundestFormula(fraction(estimate), "e", new String[] {"a", "b"}))
        .isEqualTo(formula);
  }

  private static PriceRange range(String text) {
    String[] ends = text.split("\\.\\.");
    return new PriceRange(Long.parseLong(ends[0]), Long.parseLong(ends[1]));
  }

  private static String text(PriceRange range) {
    return range.least() + ".." + range.most();
  }

  private static BigFraction fraction(String text) {
    return BigFraction.parse(text);
  }
}
