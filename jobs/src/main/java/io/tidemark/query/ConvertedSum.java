package io.tidemark.query;

import io.tidemark.config.FxSettings;
import io.tidemark.query.CustomerExplanation.Conversion;
import io.tidemark.query.CustomerExplanation.Converted;
import io.tidemark.query.CustomerExplanation.Sum;
import io.tidemark.warehouse.ExportReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Converts the MRR of a customer on a date at the rates of the run, step by step. */
final class ConvertedSum {
  private final PublishedRates rates;
  private final String reporting;
  private final LocalDate day;

  private ConvertedSum(PublishedRates rates, String reporting, LocalDate day) {
    this.rates = rates;
    this.reporting = reporting;
    this.day = day;
  }

  /** Returns the conversion; empty if there is no MRR on the date. */
  static Optional<Conversion> of(ExportReader run, LocalDate date, List<Sum> sums) {
    PublishedRates rates = new PublishedRates(run);
    String reporting = run.run().policy().get(FxSettings.REPORTING_CURRENCY);
    return new ConvertedSum(rates, reporting, rates.dayFor(date)).conversion(sums);
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
    return new Converted(
        sum.currency(),
        sum.mrr(),
        rates.perEuro(sum.currency(), day),
        rates.perEuro(reporting, day),
        rates.convert(sum.mrr(), sum.currency(), reporting, day));
  }
}
