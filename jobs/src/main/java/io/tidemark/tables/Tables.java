package io.tidemark.tables;

import java.util.List;
import java.util.stream.Stream;

/** Lists every table of a run, in the order in which they are computed. */
public final class Tables {
  private Tables() {}

  private static final List<Table> BOOKS =
      List.of(
          StagingTables.SOURCE_FILES,
          StagingTables.EXCHANGE_RATES,
          StagingTables.REJECTS,
          StagingTables.DATA_QUALITY,
          StagingTables.CUSTOMERS,
          StagingTables.ADJUSTMENTS,
          StagingTables.SUBSCRIPTIONS,
          StagingTables.INVOICES,
          MrrTables.MRR_LAYERS,
          MrrTables.CUSTOMER_MRR,
          MrrTables.MRR_MOVEMENTS,
          MrrTables.CUSTOMER_DAILY_MRR,
          MrrTables.DAILY_MRR,
          MrrTables.MONTHLY_GROWTH);

  /** Returns all tables. */
  public static List<Table> all() {
    return Stream.of(
            BOOKS,
            InsightTables.all(),
            StatisticsTables.all(),
            List.of(
                AuditTables.RECONCILIATION,
                AuditTables.DISPLACED_REVENUE,
                RestatementTables.RESTATEMENTS),
            IngestTables.all())
        .flatMap(List::stream)
        .toList();
  }
}
