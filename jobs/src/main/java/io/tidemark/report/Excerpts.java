package io.tidemark.report;

import io.tidemark.tables.AuditTables;
import io.tidemark.tables.CohortTables;
import io.tidemark.tables.ComparisonTables;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.RestatementTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.StatisticsTables;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Lists everything the page shows, by table. The page shows no other table. */
public final class Excerpts {
  /** The number of customers listed, the largest first; the export has more. */
  static final int MOST_CUSTOMERS = 50;

  private static final int MOST_MONTHS_OF_VENDORS = 2;
  private static final int MOST_RESTATED_DAYS = 31;
  private static final int MOST_MONTHS_OF_SEGMENTS = 13;

  /** Cohorts of segments shown: those of 13 months, and customers from before the data. */
  private static final int MOST_COHORTS = 14;

  private static final int DAILY_FORECAST = 90;
  private static final Set<String> LARGE = Set.of("significant", "large_but_normal");

  private Excerpts() {}

  private static final Excerpt DAILY =
      Excerpt.of(MrrTables.DAILY_MRR)
          .columns(
              "date",
              "currency",
              "is_converted",
              "mrr",
              "customers",
              "arpa",
              "implied_share",
              "pending_share",
              "is_warming_up");

  private static final Excerpt CHURN =
      Excerpt.of(InsightTables.CHURN_BY_MONTH)
          .columns(
              "month",
              "currency",
              "is_converted",
              "billing_interval",
              "start_mrr",
              "opening",
              "new",
              "expansion",
              "contraction",
              "churn",
              "reactivation",
              "fx",
              "transfer",
              "end_mrr",
              "churn_involuntary",
              "churn_voluntary",
              "churn_unknown",
              "lost",
              "gross_mrr_churn",
              "net_lost",
              "net_mrr_churn",
              "kept",
              "grr",
              "retained",
              "nrr",
              "start_customers",
              "churned_customers",
              "gained_customers",
              "end_customers",
              "customer_churn",
              "due_cycles",
              "renewed_cycles",
              "renewal_rate",
              "is_partial",
              "is_warming_up");

  /** Cohorts by segment, the latest ones. The pivots show those of all customers. */
  private static final Excerpt COHORTS =
      Excerpt.of(CohortTables.COHORTS)
          .where(row -> !"all".equals(row.get("dimension")))
          .newest("cohort", MOST_COHORTS)
          .columns(
              "currency",
              "is_converted",
              "dimension",
              "segment",
              "cohort",
              "month_offset",
              "cohort_customers",
              "initial_mrr",
              "customers",
              "mrr",
              "customer_retention",
              "grr",
              "nrr");

  private static final Excerpt CONCENTRATION =
      Excerpt.of(InsightTables.CONCENTRATION)
          .columns(
              "month",
              "currency",
              "is_converted",
              "customers",
              "mrr",
              "top_1_share",
              "top_5_share",
              "top_10_share",
              "top_50_share",
              "never_paid_customers",
              "never_paid",
              "never_paid_share",
              "herfindahl",
              "gini",
              "is_partial");

  private static final Excerpt SOURCE_FILES =
      Excerpt.of(StagingTables.SOURCE_FILES)
          .columns(
              "source_file",
              "kind",
              "currency",
              "file_rows",
              "scanned_rows",
              "accepted_rows",
              "rejected_rows",
              "duplicate_rows",
              "superseded_rows");

  private static final Excerpt RECONCILIATION =
      Excerpt.of(AuditTables.RECONCILIATION)
          .columns("currency", "position", "line", "part", "invoices", "amount", "is_balanced");

  /** Returns whether a day is shown: of scenarios other than the forecast, every tenth one. */
  private static boolean isForecastShown(Excerpt.Cells row) {
    boolean isOther = !Boolean.parseBoolean(row.get("is_headline")) && row.get("p50") != null;
    int days = Integer.parseInt(row.get("horizon_days"));
    return !isOther || days == 1 || days % 10 == 0 || days > DAILY_FORECAST;
  }

  /**
   * Returns one excerpt for each table of the histories of some customers, in native currencies.
   *
   * @param customers ids
   */
  public static List<Excerpt> histories(Set<String> customers) {
    Predicate<Excerpt.Cells> isShown =
        row ->
            customers.contains(row.get("customer_id"))
                && !Boolean.parseBoolean(row.get("is_converted"));
    return List.of(
        Excerpt.of(MrrTables.CUSTOMER_MRR)
            .where(isShown)
            .columns("customer_id", "currency", "valid_from", "valid_to", "mrr"),
        Excerpt.of(MrrTables.MRR_MOVEMENTS)
            .where(isShown)
            .columns("customer_id", "currency", "date", "movement", "change"),
        Excerpt.of(StagingTables.INVOICES)
            .where(row -> customers.contains(row.get("customer_id")))
            .columns(
                "customer_id",
                "currency",
                "invoice_id",
                "created_at",
                "status",
                "service_start",
                "service_end",
                "net",
                "exclusion_reason"));
  }

  /** Returns one excerpt for each table of the page. */
  public static List<Excerpt> all() {
    return List.of(
        DAILY,
        Excerpt.of(MrrTables.MONTHLY_GROWTH),
        CHURN,
        Excerpt.of(InsightTables.RETENTION_BY_RENEWAL),
        COHORTS,
        Excerpt.of(CohortTables.COHORT_CUSTOMERS_PIVOT),
        Excerpt.of(CohortTables.COHORT_MRR_PIVOT),
        Excerpt.of(CohortTables.COHORT_RETENTION_PIVOT),
        Excerpt.of(CohortTables.COHORT_GRR_PIVOT),
        Excerpt.of(CohortTables.COHORT_NRR_PIVOT),
        Excerpt.of(InsightTables.SEGMENTS).newest("month", MOST_MONTHS_OF_SEGMENTS),
        Excerpt.of(InsightTables.BIGGEST_CUSTOMERS)
            .where(row -> Integer.parseInt(row.get("rank")) <= MOST_CUSTOMERS),
        CONCENTRATION,
        Excerpt.of(StatisticsTables.SIGNIFICANT_DAYS)
            .where(row -> LARGE.contains(row.get("verdict")))
            .tallied("currency", "is_converted", "verdict"),
        Excerpt.of(StatisticsTables.SIGNIFICANT_DAY_DRIVERS),
        Excerpt.of(StatisticsTables.MRR_FORECAST).where(Excerpts::isForecastShown),
        Excerpt.of(StatisticsTables.FORECAST_BACKTEST).where(row -> row.get("origin") == null),
        Excerpt.of(StatisticsTables.FORECAST_RISKS),
        Excerpt.of(InsightTables.RENEWAL_CALENDAR),
        Excerpt.of(ComparisonTables.POLICY_SENSITIVITY),
        Excerpt.of(ComparisonTables.VENDOR_DEFINITIONS).newest("month", MOST_MONTHS_OF_VENDORS),
        Excerpt.of(InsightTables.DATA_COVERAGE),
        Excerpt.of(StagingTables.DATA_QUALITY),
        SOURCE_FILES,
        RECONCILIATION,
        Excerpt.of(RestatementTables.RESTATEMENTS).newest("date", MOST_RESTATED_DAYS));
  }
}
