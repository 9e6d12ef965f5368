package io.tidemark.query;

import io.tidemark.config.FxSettings;
import io.tidemark.query.CustomerExplanation.Conversion;
import io.tidemark.query.CustomerExplanation.Converted;
import io.tidemark.query.CustomerExplanation.Sum;
import io.tidemark.tables.Currencies;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.RunPolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Converts the MRR of a customer on a date at the rates of the run, step by step. */
final class ConvertedSum {
  private static final String EURO = "EUR";

  private final ExportReader run;
  private final String reporting;
  private final LocalDate day;

  private ConvertedSum(ExportReader run, String reporting, LocalDate day) {
    this.run = run;
    this.reporting = reporting;
    this.day = day;
  }

  /** Returns the conversion; empty if there is no MRR on the date. */
  static Optional<Conversion> of(ExportReader run, LocalDate date, List<Sum> sums) {
    RunPolicy rules = run.run();
    String reporting = rules.policy().get(FxSettings.REPORTING_CURRENCY);
    boolean isDaily = rules.policy().get(FxSettings.MODE) == FxSettings.Mode.DAILY;
    LocalDate floating = date.isBefore(rules.asOf()) ? date : rules.asOf();
    LocalDate day = isDaily ? floating : FxSettings.constantOn(rules.policy(), rules.asOf());
    return new ConvertedSum(run, reporting, day).conversion(sums);
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

  /**
   * Returns a currency's rate per euro: the last one up to the day, else the first one after it.
   */
  private BigDecimal perEuro(String currency) {
    if (currency.equals(EURO)) {
      return BigDecimal.ONE;
    }
    NavigableMap<LocalDate, BigDecimal> rates = new TreeMap<>();
    run.rows(ExportReader.EXCHANGE_RATES, "currency", currency)
        .forEach(row -> rates.put(row.date("date"), row.decimal("rate")));
    Map.Entry<LocalDate, BigDecimal> last = rates.floorEntry(day);
    return last == null ? rates.firstEntry().getValue() : last.getValue();
  }
}
