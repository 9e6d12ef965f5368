package io.tidemark.query;

import io.tidemark.query.CustomerExplanation.Conversion;
import io.tidemark.query.CustomerExplanation.Converted;
import io.tidemark.tables.Currencies;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Formats the conversion of a customer's MRR as lines that can be checked with a pocket calculator.
 */
final class ConversionText {
  private ConversionText() {}

  /**
   * Returns the lines; none if nothing is converted: no MRR, or all of it in the reporting
   * currency.
   */
  static List<String> of(Conversion conversion) {
    List<String> lines = new ArrayList<>();
    if (conversion == null || conversion.terms().stream().allMatch(one -> one.perEuro() == null)) {
      return lines;
    }
    String currency = conversion.currency();
    for (Converted one : conversion.terms()) {
      String amount = Currencies.text(one.converted(), currency);
      lines.add(
          one.perEuro() == null
              ? "  In " + currency + ": " + amount
              : String.format(
                  Locale.ROOT,
                  "  In %s: %s = %s, at exchange rates of %s",
                  currency,
                  arithmetic(one),
                  amount,
                  conversion.ratesOf()));
    }
    if (lines.size() > 1) {
      lines.add("  Together: " + Currencies.text(conversion.mrr(), currency) + " per month");
    }
    return lines;
  }

  private static String arithmetic(Converted one) {
    boolean toEuro = one.reportingPerEuro().compareTo(BigDecimal.ONE) == 0;
    return Currencies.text(one.mrr(), one.currency())
        + (toEuro ? "" : " * " + plain(one.reportingPerEuro()))
        + " / "
        + plain(one.perEuro());
  }

  private static String plain(BigDecimal rate) {
    return rate.stripTrailingZeros().toPlainString();
  }
}
