package io.tidemark.staging;

import io.tidemark.tables.StagingTables;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Row;

/** The exchange rates that concern a run. */
public final class ExchangeRates {
  private ExchangeRates() {}

  /**
   * Rows of {@link StagingTables#EXCHANGE_RATES}: those of currencies with MRR and of the reporting
   * currency; without one to convert, none.
   */
  public static List<Row> of(List<Row> rates, Collection<String> currencies, String reporting) {
    boolean convertsNothing = currencies.stream().allMatch(reporting::equals);
    return rates.stream()
        .filter(row -> !convertsNothing)
        .filter(row -> currencies.contains(row.getString(0)) || row.getString(0).equals(reporting))
        .toList();
  }
}
