package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.CustomerExplanation.Conversion;
import io.tidemark.query.CustomerExplanation.Converted;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversionTextTest {
  private static final LocalDate YEAR_END = LocalDate.of(2024, 12, 31);
  private static final BigDecimal DOLLARS = new BigDecimal("1.03890000");

  @Test
  void dollarsAndEurosInEuros() {
    Conversion conversion =
        new Conversion(
            "EUR",
            YEAR_END,
            List.of(
                new Converted("EUR", amount("10.00"), null, null, amount("10.00")),
                new Converted("USD", amount("98.00"), DOLLARS, BigDecimal.ONE, amount("94.33"))),
            amount("104.33"));

    assertThat(ConversionText.of(conversion))
        .containsExactly(
            "  In EUR: 10.00 EUR",
            "  In EUR: 98.00 USD / 1.0389 = 94.33 EUR, at exchange rates of 2024-12-31",
            "  Together: 104.33 EUR per month");
  }

  @Test
  void dollarsInPoundsGoByTheEuro() {
    BigDecimal pounds = new BigDecimal("0.82918000");
    Converted dollars = new Converted("USD", amount("98.00"), DOLLARS, pounds, amount("78.22"));

    assertThat(
            ConversionText.of(new Conversion("GBP", YEAR_END, List.of(dollars), amount("78.22"))))
        .containsExactly(
            "  In GBP: 98.00 USD * 0.82918 / 1.0389 = 78.22 GBP, at exchange rates of 2024-12-31");
  }

  @Test
  void whatIsInTheReportingCurrencyAlreadyNeedsNoLine() {
    Converted euros = new Converted("EUR", amount("10.00"), null, null, amount("10.00"));

    assertThat(ConversionText.of(new Conversion("EUR", YEAR_END, List.of(euros), amount("10.00"))))
        .isEmpty();
    assertThat(ConversionText.of(null)).isEmpty();
  }

  private static BigDecimal amount(String text) {
    return new BigDecimal(text);
  }
}
