package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.Policy;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class ConversionFactorsTest {
  private static final DataWindow FIRST_DAYS_OF_2025 =
      new DataWindow(
          Instant.parse("2025-01-02T08:00:00Z"),
          Instant.parse("2025-01-08T08:00:00Z"),
          LocalDate.of(2025, 1, 7),
          ZoneOffset.UTC);

  private static final List<Row> RATES =
      List.of(
          rate("USD", "2024-12-30", "1.0444"),
          rate("USD", "2024-12-31", "1.0389"),
          rate("JPY", "2024-12-31", "163.06"),
          rate("USD", "2025-01-02", "1.0321"),
          rate("USD", "2025-01-06", "1.0426"),
          rate("USD", "2025-01-08", "1.0286"));

  @Test
  void constantRatesAreThoseOfTheYearBefore() {
    assertThat(factors("EUR", "constant", "USD", "JPY", "EUR"))
        .containsExactly(
            "EUR from 1900-01-01 to 9999-12-31: 1/1, before: null/null",
            "JPY from 1900-01-01 to 9999-12-31: 5000/8153, before: null/null",
            "USD from 1900-01-01 to 9999-12-31: 10000/10389, before: null/null");
  }

  @Test
  void otherCurrenciesMeetInTheEuro() {
    assertThat(factors("JPY", "constant", "USD"))
        .containsExactly("USD from 1900-01-01 to 9999-12-31: 16306/10389, before: null/null");
  }

  @Test
  void aDailyRateStandsUntilTheNextAndTheLastForGood() {
    assertThat(factors("EUR", "daily", "USD"))
        .containsExactly(
            "USD from 1900-01-01 to 2024-12-31: 2500/2611, before: null/null",
            "USD from 2024-12-31 to 2025-01-02: 10000/10389, before: 2500/2611",
            "USD from 2025-01-02 to 2025-01-06: 10000/10321, before: 10000/10389",
            "USD from 2025-01-06 to 9999-12-31: 5000/5213, before: 10000/10321");
  }

  @Test
  void aCurrencyWithoutARateStopsTheRun() {
    assertThatThrownBy(() -> factors("EUR", "constant", "CHF"))
        .hasMessageContaining("RATES_MISSING")
        .hasMessageContaining("no exchange rate for CHF on 2024-12-31");
    assertThatThrownBy(() -> factors("GBP", "daily", "USD"))
        .hasMessageContaining("no exchange rate for GBP on 2025-01-01");
  }

  @Test
  void anOldRateIsNone() {
    Policy twoWeeksLater =
        Policy.of(Map.of("fx.constant_on", "2025-01-19", "reporting_currency", "EUR"));
    assertThatThrownBy(
            () -> ConversionFactors.of(RATES, List.of("USD"), twoWeeksLater, FIRST_DAYS_OF_2025))
        .hasMessageContaining("no exchange rate for USD on 2025-01-19");
  }

  private static List<String> factors(String reporting, String mode, String... currencies) {
    Policy policy = Policy.of(Map.of("reporting_currency", reporting, "fx.mode", mode));
    return ConversionFactors.of(RATES, List.of(currencies), policy, FIRST_DAYS_OF_2025).stream()
        .map(
            row ->
                "%s from %s to %s: %s/%s, before: %s/%s"
                    .formatted(
                        row.get(0),
                        row.get(1),
                        row.get(2),
                        row.get(3),
                        row.get(4),
                        row.get(5),
                        row.get(6)))
        .toList();
  }

  private static Row rate(String currency, String day, String perEuro) {
    return RowFactory.create(currency, Date.valueOf(day), new BigDecimal(perEuro));
  }
}
