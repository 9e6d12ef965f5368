package io.tidemark.query;

import io.tidemark.config.FxSettings;
import io.tidemark.tables.Currencies;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.RunPolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The exchange rates of a run. */
public final class PublishedRates {
  private static final String EURO = "EUR";

  private final ExportReader run;
  private final Map<String, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();

  public PublishedRates(ExportReader run) {
    this.run = run;
  }

  /** Returns the day whose rates the run uses for MRR on a date. */
  public LocalDate dayFor(LocalDate date) {
    RunPolicy rules = run.run();
    boolean isDaily = rules.policy().get(FxSettings.MODE) == FxSettings.Mode.DAILY;
    LocalDate floating = date.isBefore(rules.asOf()) ? date : rules.asOf();
    return isDaily ? floating : FxSettings.constantOn(rules.policy(), rules.asOf());
  }

  /** Returns whether the run has rates for a currency. */
  public boolean has(String currency) {
    return currency.equals(EURO) || !of(currency).isEmpty();
  }

  /**
   * Returns a currency's rate per euro: the last one up to the day, else the first one after it.
   */
  public BigDecimal perEuro(String currency, LocalDate day) {
    if (currency.equals(EURO)) {
      return BigDecimal.ONE;
    }
    Map.Entry<LocalDate, BigDecimal> last = of(currency).floorEntry(day);
    return last == null ? of(currency).firstEntry().getValue() : last.getValue();
  }

  /** Converts an amount in major units at the rates of a day, rounded half up. */
  public BigDecimal convert(BigDecimal amount, String from, String to, LocalDate day) {
    return from.equals(to)
        ? amount
        : amount
            .multiply(perEuro(to, day))
            .divide(perEuro(from, day), Currencies.decimals(to), RoundingMode.HALF_UP);
  }

  private NavigableMap<LocalDate, BigDecimal> of(String currency) {
    return rates.computeIfAbsent(
        currency,
        key -> {
          NavigableMap<LocalDate, BigDecimal> byDay = new TreeMap<>();
          run.rows(ExportReader.EXCHANGE_RATES, "currency", currency)
              .forEach(row -> byDay.put(row.date("date"), row.decimal("rate")));
          return byDay;
        });
  }
}
