package io.tidemark.outputs;

import io.tidemark.config.FxSettings;
import io.tidemark.outputs.CustomerExplanation.Conversion;
import io.tidemark.outputs.CustomerExplanation.Converted;
import io.tidemark.outputs.CustomerExplanation.Sum;
import io.tidemark.tables.Currencies;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Converts the MRR of a customer on a date by the rates of the run, as one does by hand. */
final class ConvertedSum {
  private static final String EURO = "EUR";

  private static final String RATE =
      """
      select rate from exchange_rates
      where currency = ? and date <= ?
      order by date desc
      fetch first row only
      """;

  private static final String FIRST_RATE =
      """
      select rate from exchange_rates
      where currency = ?
      order by date
      fetch first row only
      """;

  private final RelationalReader store;
  private final String reporting;
  private final LocalDate day;

  private ConvertedSum(RelationalReader store, String reporting, LocalDate day) {
    this.store = store;
    this.reporting = reporting;
    this.day = day;
  }

  /** Empty where there is no MRR on the date. */
  static Optional<Conversion> of(
      RelationalReader store, RunRules run, LocalDate date, List<Sum> sums) {
    String reporting = run.policy().get(FxSettings.REPORTING_CURRENCY);
    boolean isDaily = run.policy().get(FxSettings.MODE) == FxSettings.Mode.DAILY;
    LocalDate floating = date.isBefore(run.asOf()) ? date : run.asOf();
    LocalDate day = isDaily ? floating : FxSettings.constantOn(run.policy(), run.asOf());
    return new ConvertedSum(store, reporting, day).conversion(sums);
  }

  private Optional<Conversion> conversion(List<Sum> sums) {
    List<Converted> terms = new ArrayList<>();
    for (Sum sum : sums) {
      if (sum.mrr().signum() > 0) {
        terms.add(converted(sum));
      }
    }
    BigDecimal mrr =
        terms.stream().map(Converted::converted).reduce(BigDecimal::add).orElse(BigDecimal.ZERO);
    return terms.isEmpty()
        ? Optional.empty()
        : Optional.of(new Conversion(reporting, day, List.copyOf(terms), mrr));
  }

  private Converted converted(Sum sum) {
    if (sum.currency().equals(reporting)) {
      return new Converted(sum.currency(), sum.mrr(), null, null, sum.mrr());
    }
    BigDecimal ofCurrency = perEuro(sum.currency());
    BigDecimal ofReporting = perEuro(reporting);
    BigDecimal converted =
        sum.mrr()
            .multiply(ofReporting)
            .divide(ofCurrency, Currencies.decimals(reporting), RoundingMode.HALF_UP);
    return new Converted(sum.currency(), sum.mrr(), ofCurrency, ofReporting, converted);
  }

  private BigDecimal perEuro(String currency) {
    if (currency.equals(EURO)) {
      return BigDecimal.ONE;
    }
    List<BigDecimal> rates = store.list(RATE, row -> row.getBigDecimal(1), currency, day);
    return rates.isEmpty()
        ? store.list(FIRST_RATE, row -> row.getBigDecimal(1), currency).get(0)
        : rates.get(0);
  }
}
