package io.tidemark.relational;

import io.tidemark.config.Policy;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.LiteralTable;
import io.tidemark.warehouse.ExportedRun;
import io.tidemark.warehouse.RunFingerprint;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Six customers and what their invoices come to, by hand, in minor units. */
public final class Books {
  public static final RelationalRun RUN = run("20240401T060000-0a1b2c3d");
  static final RelationalRun NEXT_RUN = run("20240402T060000-4e5f6a7b");

  private static Path warehouse;

  private Books() {}

  /** A warehouse whose current run, {@link #RUN}, exported the tables; written once. */
  public static synchronized Path warehouse() {
    if (warehouse == null) {
      warehouse = ExportedRun.of(RUN.runId(), basis(), tables());
    }
    return warehouse;
  }

  public static RunFingerprint basis() {
    Map<String, String> policy =
        Policy.of(Map.of("business_time_zone", RUN.zone().getId())).texts();
    return ExportedRun.basis(policy, RUN.dataFrom(), RUN.dataThrough(), RUN.asOf());
  }

  private static RelationalRun run(String runId) {
    return new RelationalRun(
        runId,
        Instant.parse("2024-04-01T06:00:00Z"),
        Instant.parse("2024-01-01T08:00:00Z"),
        Instant.parse("2024-03-31T22:30:00Z"),
        LocalDate.parse("2024-03-31"),
        ZoneId.of("Europe/Vienna"),
        "0.1.0",
        "{\"history\":\"implied\"}");
  }

  public static Map<Table, Dataset<Row>> tables() {
    Map<Table, Dataset<Row>> tables = new HashMap<>();
    tables.put(StagingTables.EXCHANGE_RATES, rates());
    tables.put(StagingTables.CUSTOMERS, customers());
    tables.put(StagingTables.ADJUSTMENTS, LiteralTable.of(StagingTables.ADJUSTMENTS, "reason"));
    tables.put(StagingTables.SUBSCRIPTIONS, subscriptions());
    tables.put(StagingTables.INVOICES, invoices());
    tables.put(StagingTables.REJECTS, rejects());
    tables.put(MrrTables.MRR_LAYERS, layers());
    tables.put(MrrTables.CUSTOMER_MRR, customerMrr());
    tables.put(MrrTables.DAILY_MRR, dailyMrr());
    return tables;
  }

  static Dataset<Row> rates() {
    return LiteralTable.of(
        StagingTables.EXCHANGE_RATES,
        """
        currency | date       | rate
        JPY      | 2023-12-29 | 156.33
        """);
  }

  static Dataset<Row> customers() {
    return LiteralTable.of(
        StagingTables.CUSTOMERS,
        """
        customer_id | created_at           | total_spend_minor | payment_count | is_placeholder
        cus_monthly | 2023-12-01T10:00:00Z | 20000             | 2             | false
        cus_gap     |                      |                   |               | true
        cus_oneoff  | 2024-01-19T10:00:00Z | 3125000           | 1             | false
        cus_yen     | 2023-11-01T10:00:00Z | 0                 | 0             | false
        cus_yearly  | 2024-02-15T10:00:00Z | 120000            | 1             | false
        cus_silent  | 2024-02-15T10:00:00Z | 0                 | 0             | false
        """);
  }

  static Dataset<Row> subscriptions() {
    return LiteralTable.of(
        StagingTables.SUBSCRIPTIONS,
        """
        subscription_id | customer_id | currency | first_invoice_at     | billing_interval
        sub_monthly     | cus_monthly | EUR      | 2024-01-01T08:00:00Z | month
        sub_gap         | cus_gap     | EUR      | 2024-01-05T08:00:00Z | month
        sub_yen         | cus_yen     | JPY      | 2024-01-31T23:30:00Z | month
        sub_yearly      | cus_yearly  | EUR      | 2024-02-15T12:00:00Z | year
        """);
  }

  static Dataset<Row> invoices() {
    return LiteralTable.of(
        StagingTables.INVOICES,
        """
        invoice_id | customer_id | subscription_id | currency | status | created_at           | service_start        | service_end          | tax_minor | total_minor | net_minor | is_recurring | exclusion_reason | source_line
        in_1       | cus_monthly | sub_monthly     | EUR      | paid   | 2024-01-01T08:00:00Z | 2024-01-01T08:00:00Z | 2024-02-01T08:00:00Z | 2000      | 12000       | 10000     | true         |                  | 2
        in_2       | cus_monthly | sub_monthly     | EUR      | paid   | 2024-02-01T08:00:00Z | 2024-02-01T08:00:00Z | 2024-03-01T08:00:00Z | 0         | 10000       | 10000     | true         |                  | 3
        in_3       | cus_monthly | sub_monthly     | EUR      | void   | 2024-03-01T08:00:00Z | 2024-03-01T08:00:00Z | 2024-04-01T08:00:00Z | 0         | 10000       | 10000     | true         | STATUS_VOID      | 4
        in_4       | cus_gap     | sub_gap         | EUR      | paid   | 2024-01-05T08:00:00Z | 2024-01-05T08:00:00Z | 2024-01-12T08:00:00Z | 0         | 1000        | 1000      | true         |                  | 5
        in_5       | cus_gap     | sub_gap         | EUR      | paid   | 2024-03-05T08:00:00Z | 2024-03-05T08:00:00Z | 2024-04-05T08:00:00Z | 0         | 1999        | 1999      | true         |                  | 6
        in_6       | cus_oneoff  |                 | EUR      | paid   | 2024-01-20T08:00:00Z |                      |                      | 0         | 3125000     | 3125000   | false        | ONE_OFF          | 7
        in_7       | cus_yen     | sub_yen         | JPY      | open   | 2024-01-31T23:30:00Z | 2024-01-31T23:30:00Z | 2024-02-29T23:30:00Z | 0         | 5000        | 5000      | true         |                  | 8
        in_8       | cus_yearly  | sub_yearly      | EUR      | paid   | 2024-02-15T12:00:00Z | 2024-02-15T12:00:00Z | 2025-02-15T12:00:00Z | 0         | 120000      | 120000    | true         |                  | 9
        """);
  }

  static Dataset<Row> rejects() {
    return LiteralTable.of(
        StagingTables.REJECTS,
        """
        source_file  | source_line | column | value | reason        | raw_record
        invoices.csv | 10          | Total  | 12,3x | AMOUNT_FORMAT | in_9;"12,3x";a\\b
        """);
  }

  static Dataset<Row> layers() {
    return LiteralTable.of(
        MrrTables.MRR_LAYERS,
        """
        layer_id | subscription_id | customer_id | currency | start_at             | end_at               | start_date | end_date   | mrr_minor | billed_minor | kind    | basis    | confidence | invoice_id
        l_0      | sub_monthly     | cus_monthly | EUR      | 2023-12-01T08:00:00Z | 2024-01-01T08:00:00Z | 2023-12-01 | 2024-01-01 | 10000     | 0            | implied | implied  | high       | in_1
        l_1      | sub_monthly     | cus_monthly | EUR      | 2024-01-01T08:00:00Z | 2024-02-01T08:00:00Z | 2024-01-01 | 2024-02-01 | 10000     | 10000        | cycle   | invoiced | high       | in_1
        l_2      | sub_monthly     | cus_monthly | EUR      | 2024-02-01T08:00:00Z | 2024-03-01T08:00:00Z | 2024-02-01 | 2024-03-01 | 10000     | 10000        | cycle   | invoiced | high       | in_2
        l_4      | sub_gap         | cus_gap     | EUR      | 2024-01-05T08:00:00Z | 2024-01-12T08:00:00Z | 2024-01-05 | 2024-01-12 | 4333      | 1000         | cycle   | invoiced | low        | in_4
        l_5      | sub_gap         | cus_gap     | EUR      | 2024-03-05T08:00:00Z | 2024-04-05T08:00:00Z | 2024-03-05 | 2024-04-05 | 1999      | 1999         | cycle   | invoiced | high       | in_5
        l_7      | sub_yen         | cus_yen     | JPY      | 2024-01-31T23:30:00Z | 2024-02-29T23:30:00Z | 2024-02-01 | 2024-03-01 | 5000      | 5000         | cycle   | invoiced | high       | in_7
        l_8      | sub_yearly      | cus_yearly  | EUR      | 2024-02-15T12:00:00Z | 2025-02-15T12:00:00Z | 2024-02-15 | 2025-02-15 | 10000     | 120000       | cycle   | invoiced | high       | in_8
        """);
  }

  static Dataset<Row> customerMrr() {
    return LiteralTable.of(
        MrrTables.CUSTOMER_MRR,
        """
        customer_id | currency | is_converted | valid_from | valid_to   | mrr_minor | implied_minor | low_confidence_minor
        cus_monthly | EUR      | false        | 2023-12-01 | 2024-01-01 | 10000     | 10000         | 0
        cus_monthly | EUR      | false        | 2024-01-01 | 2024-03-01 | 10000     | 0             | 0
        cus_gap     | EUR      | false        | 2024-01-05 | 2024-01-12 | 4333      | 0             | 4333
        cus_gap     | EUR      | false        | 2024-03-05 | 2024-04-05 | 1999      | 0             | 0
        cus_yen     | JPY      | false        | 2024-02-01 | 2024-03-01 | 5000      | 0             | 0
        cus_yen     | EUR      | true         | 2024-02-01 | 2024-03-01 | 3198      | 0             | 0
        cus_yearly  | EUR      | false        | 2024-02-15 | 2025-02-15 | 10000     | 0             | 0
        """);
  }

  static Dataset<Row> dailyMrr() {
    return LiteralTable.of(
        MrrTables.DAILY_MRR,
        """
        date       | currency | is_converted | mrr_minor | customers | arpa_minor | is_warming_up | churn_minor
        2024-02-29 | EUR      | false        | 20000     | 2         | 10000      | true          | 0
        2024-03-01 | EUR      | false        | 10000     | 1         | 10000      | true          | -10000
        2024-03-01 | JPY      | false        | 0         | 0         |            | true          | -5000
        """);
  }
}
