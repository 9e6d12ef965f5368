package io.tidemark.staging;

import io.tidemark.tables.StagingTables;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Row;

/** The exchange rates that a run needs. */
public final class ExchangeRates {
  private ExchangeRates() {}

  /**
   * Returns the rows of {@link StagingTables#EXCHANGE_RATES} for the currencies with MRR and the
   * reporting currency. Returns none if no currency is converted.
   */
  public static List<Row> of(List<Row> rates, Collection<String> currencies, String reporting) {
    boolean convertsNothing = currencies.stream().allMatch(reporting::equals);
    return rates.stream()
        .filter(row -> !convertsNothing)
        .filter(row -> currencies.contains(row.getString(0)) || row.getString(0).equals(reporting))
        .toList();
  }
}
