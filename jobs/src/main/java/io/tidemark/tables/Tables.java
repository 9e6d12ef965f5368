package io.tidemark.tables;

import java.util.List;

/** Every table of a run, in the order in which they are made. */
public final class Tables {
  private Tables() {}

  /** All of them. */
  public static List<Table> all() {
    return List.of(
        StagingTables.SOURCE_FILES,
        StagingTables.EXCHANGE_RATES,
        StagingTables.REJECTS,
        StagingTables.DATA_QUALITY,
        StagingTables.CUSTOMERS,
        StagingTables.SUBSCRIPTIONS,
        StagingTables.INVOICES,
        MrrTables.MRR_LAYERS,
        MrrTables.CUSTOMER_MRR,
        MrrTables.MRR_MOVEMENTS,
        MrrTables.CUSTOMER_DAILY_MRR,
        MrrTables.DAILY_MRR,
        MrrTables.MONTHLY_GROWTH,
        StatisticsTables.SIGNIFICANT_DAYS,
        StatisticsTables.SIGNIFICANT_DAY_DRIVERS,
        StatisticsTables.MRR_FORECAST,
        StatisticsTables.FORECAST_BACKTEST,
        StatisticsTables.FORECAST_RISKS,
        AuditTables.RECONCILIATION);
  }
}
