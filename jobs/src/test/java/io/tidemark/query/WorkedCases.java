package io.tidemark.query;

import io.tidemark.config.Policy;
import io.tidemark.tables.StagingTables;
import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.TestRecords;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportedRun;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The worked cases of the rules and their neighbours, a customer each, as a published run. */
public final class WorkedCases {
  private static Path warehouse;

  private WorkedCases() {}

  /** Loaded once. */
  public static synchronized Path warehouse() {
    if (warehouse == null) {
      warehouse =
          StoredRun.of(
              TestRecords.of(
                  LiteralTable.of(
                      StagingTables.INVOICES,
                      """
                  invoice_id | customer_id  | subscription_id | currency | status        | created_at           | uncollectible_at     | service_start        | service_end          | usage_start          | usage_end            | tax_minor | total_minor | net_minor | is_recurring | source_line
                  in_1       | cus_half     | sub_half        | EUR      | paid          | 2025-06-01T00:00:00Z |                      | 2025-06-01T00:00:00Z | 2025-07-01T00:00:00Z | 2025-06-01T00:00:00Z | 2025-06-01T00:00:00Z | 2000      | 12000       | 10000     | true         | 2
                  in_2       | cus_half     | sub_half        | EUR      | open          | 2025-06-16T00:00:00Z |                      | 2025-06-16T00:00:00Z | 2025-07-01T00:00:00Z | 2025-06-01T00:00:00Z | 2025-06-16T00:00:00Z | 1500      | 9000        | 7500      | true         | 3
                  in_3       | cus_year     | sub_year        | EUR      | paid          | 2023-07-16T01:59:00Z |                      | 2023-07-16T01:59:00Z | 2024-07-16T01:59:00Z | 2023-07-16T01:59:00Z | 2023-07-16T01:59:00Z | 0         | 495000      | 495000    | true         | 4
                  in_4       | cus_year     | sub_year        | EUR      | paid          | 2024-04-17T12:26:00Z |                      | 2024-04-17T12:26:00Z | 2024-07-16T01:59:00Z | 2023-07-16T01:59:00Z | 2024-04-17T12:26:00Z | 0         | 60567       | 60567     | true         | 5
                  in_5       | cus_year     | sub_year        | EUR      | paid          | 2024-07-16T02:59:00Z |                      | 2024-07-16T01:59:00Z | 2025-07-16T01:59:00Z | 2023-07-16T01:59:00Z | 2024-07-16T01:59:00Z | 0         | 742500      | 742500    | true         | 6
                  in_6       | cus_switch   | sub_switch      | EUR      | paid          | 2025-02-13T16:35:00Z |                      | 2025-02-13T16:35:00Z | 2025-03-13T16:35:00Z | 2025-02-13T16:35:00Z | 2025-02-13T16:35:00Z | 0         | 3900        | 3900      | true         | 7
                  in_7       | cus_switch   | sub_switch      | EUR      | paid          | 2025-02-13T16:41:00Z |                      | 2025-02-13T16:41:00Z | 2026-02-13T16:41:00Z | 2025-02-13T16:41:00Z | 2025-02-13T16:41:00Z | 0         | 30901       | 30901     | true         | 8
                  in_8       | cus_straddle | sub_straddle    | EUR      | paid          | 2025-06-01T00:00:00Z |                      | 2025-06-01T00:00:00Z | 2025-07-01T00:00:00Z | 2025-06-01T00:00:00Z | 2025-06-01T00:00:00Z | 0         | 1000        | 1000      | true         | 9
                  in_9       | cus_straddle | sub_straddle    | EUR      | paid          | 2025-07-01T00:10:00Z |                      | 2025-06-16T00:00:00Z | 2025-08-01T00:00:00Z | 2025-06-01T00:00:00Z | 2025-07-01T00:00:00Z | 0         | 2500        | 2500      | true         | 10
                  in_10      | cus_straddle | sub_straddle    | EUR      | paid          | 2025-08-01T00:10:00Z |                      | 2025-08-01T00:00:00Z | 2025-09-01T00:00:00Z | 2025-07-01T00:00:00Z | 2025-08-01T00:00:00Z | 0         | 2000        | 2000      | true         | 11
                  in_11      | cus_edges    | sub_orphan      | JPY      | paid          | 2024-01-16T00:00:00Z |                      | 2024-01-16T00:00:00Z | 2024-02-01T00:00:00Z | 2024-01-01T00:00:00Z | 2024-01-16T00:00:00Z | 0         | 500         | 500       | true         | 12
                  in_12      | cus_edges    | sub_orphan      | JPY      | uncollectible | 2024-02-01T00:10:00Z | 2024-02-20T10:00:00Z | 2024-02-01T00:00:00Z | 2024-03-01T00:00:00Z | 2024-01-01T00:00:00Z | 2024-02-01T00:00:00Z | 0         | 3000        | 3000      | true         | 13
                  in_13      | cus_edges    | sub_gone        | EUR      | paid          | 2024-01-01T00:00:00Z |                      | 2024-01-01T00:00:00Z | 2025-01-01T00:00:00Z | 2024-01-01T00:00:00Z | 2024-01-01T00:00:00Z | 0         | 36600       | 36600     | true         | 14
                  in_14      | cus_edges    | sub_gone        | EUR      | paid          | 2024-01-11T00:00:00Z |                      | 2024-01-11T00:00:00Z | 2025-01-01T00:00:00Z | 2024-01-11T00:00:00Z | 2024-01-11T00:00:00Z | 0         | -35600      | -35600    | true         | 15
                  in_15      | cus_edges    |                 | EUR      | paid          | 2024-01-12T00:00:00Z |                      |                      |                      |                      |                      | 0         | 9900        | 9900      | false        | 16
                  in_16      | cus_edges    | sub_gone        | EUR      | void          | 2024-01-13T00:00:00Z |                      | 2024-01-13T00:00:00Z | 2024-02-13T00:00:00Z |                      |                      | 0         | 3000        | 3000      | true         | 17
                  in_17      | cus_edges    | sub_days        | EUR      | paid          | 2024-03-01T00:00:00Z |                      | 2024-03-01T00:00:00Z | 2024-04-15T00:00:00Z |                      |                      | 0         | 4500        | 4500      | true         | 18
                  in_18      | cus_more     | sub_late        | EUR      | paid          | 2024-05-01T00:00:00Z |                      | 2024-05-01T00:00:00Z | 2024-06-01T00:00:00Z | 2024-05-01T00:00:00Z | 2024-05-01T00:00:00Z | 0         | 1000        | 1000      | true         | 19
                  in_19      | cus_more     | sub_late        | EUR      | paid          | 2024-06-02T00:00:00Z |                      | 2024-06-02T00:00:00Z | 2024-07-02T00:00:00Z | 2024-05-01T00:00:00Z | 2024-06-02T00:00:00Z | 0         | 1200        | 1200      | true         | 20
                  in_20      | cus_more     | sub_broken      | EUR      | paid          | 2024-01-01T00:00:00Z |                      | 2024-01-01T00:00:00Z | 2024-03-17T00:00:00Z |                      |                      | 0         | 5000        | 5000      | true         | 21
                  in_21      | cus_more     | sub_broken      | EUR      | paid          | 2024-03-17T00:00:00Z |                      | 2024-03-17T00:00:00Z | 2024-04-17T00:00:00Z |                      |                      | 0         | 2000        | 2000      | true         | 22
                  in_22      | cus_more     | sub_two         | EUR      | paid          | 2025-05-01T00:00:00Z |                      | 2025-05-01T00:00:00Z | 2025-06-01T00:00:00Z | 2025-05-01T00:00:00Z | 2025-05-01T00:00:00Z | 0         | 1000        | 1000      | true         | 23
                  in_23      | cus_more     | sub_two         | EUR      | paid          | 2025-06-01T00:00:00Z |                      | 2025-05-16T00:00:00Z | 2025-07-01T00:00:00Z | 2025-05-01T00:00:00Z | 2025-06-01T00:00:00Z | 0         | 3500        | 3500      | true         | 24
                  in_24      | cus_more     | sub_two         | EUR      | paid          | 2025-07-01T00:00:00Z |                      | 2025-07-01T00:00:00Z | 2025-08-01T00:00:00Z | 2025-06-01T00:00:00Z | 2025-07-01T00:00:00Z | 0         | 2000        | 2000      | true         | 25
                  in_25      | cus_more     | sub_weeks       | EUR      | paid          | 2024-03-01T00:00:00Z |                      | 2024-03-01T00:00:00Z | 2024-03-29T00:00:00Z |                      |                      | 0         | 1200        | 1200      | true         | 26
                  in_26      | cus_more     | sub_draft       | EUR      | paid          | 2025-06-25T00:00:00Z |                      | 2025-06-25T00:00:00Z | 2025-07-25T00:00:00Z | 2025-06-25T00:00:00Z | 2025-06-25T00:00:00Z | 0         | 1000        | 1000      | true         | 27
                  in_27      | cus_more     | sub_draft       | EUR      | draft         | 2025-07-25T00:00:00Z |                      | 2025-07-25T00:00:00Z | 2025-08-25T00:00:00Z | 2025-06-25T00:00:00Z | 2025-07-25T00:00:00Z | 0         | 1000        | 1000      | true         | 28
                  in_28      | cus_more     | sub_down        | EUR      | paid          | 2024-01-01T00:00:00Z |                      | 2024-01-01T00:00:00Z | 2025-01-01T00:00:00Z | 2024-01-01T00:00:00Z | 2024-01-01T00:00:00Z | 0         | 73200       | 73200     | true         | 29
                  in_29      | cus_more     | sub_down        | EUR      | paid          | 2024-03-15T00:00:00Z |                      | 2024-03-15T00:00:00Z | 2025-01-01T00:00:00Z | 2024-03-15T00:00:00Z | 2024-03-15T00:00:00Z | 0         | -50400      | -50400    | true         | 30
                  in_31      | cus_parallel |                 | EUR      | paid          | 2024-01-05T00:00:00Z |                      | 2024-01-05T00:00:00Z | 2024-02-05T00:00:00Z |                      |                      | 0         | 8000        | 8000      | false        | 32
                  in_32      | cus_parallel |                 | EUR      | paid          | 2024-02-05T00:00:00Z |                      | 2024-02-05T00:00:00Z | 2024-03-05T00:00:00Z |                      |                      | 0         | 8000        | 8000      | false        | 33
                  in_33      | cus_parallel |                 | EUR      | paid          | 2024-03-05T00:00:00Z |                      | 2024-03-05T00:00:00Z | 2024-04-05T00:00:00Z |                      |                      | 0         | 8000        | 8000      | false        | 34
                  in_34      | cus_parallel | sub_both        | EUR      | paid          | 2024-01-10T00:00:00Z |                      | 2024-01-10T00:00:00Z | 2025-01-10T00:00:00Z | 2024-01-10T00:00:00Z | 2024-01-10T00:00:00Z | 0         | 120000      | 120000    | true         | 35
                  in_35      | cus_parallel | sub_both        | EUR      | paid          | 2024-01-20T00:00:00Z |                      | 2024-01-20T00:00:00Z | 2024-02-20T00:00:00Z | 2024-01-10T00:00:00Z | 2024-01-20T00:00:00Z | 0         | 1000        | 1000      | true         | 36
                  in_36      | cus_parallel | sub_both        | EUR      | paid          | 2024-02-20T00:00:00Z |                      | 2024-02-20T00:00:00Z | 2024-03-20T00:00:00Z | 2024-01-20T00:00:00Z | 2024-02-20T00:00:00Z | 0         | 1000        | 1000      | true         | 37
                  """),
                  LiteralTable.of(
                      StagingTables.CUSTOMERS,
                      """
                  customer_id  | created_at
                  cus_half     | 2025-06-01T00:00:00Z
                  cus_year     | 2023-07-16T01:58:00Z
                  cus_switch   |
                  cus_straddle | 2025-06-01T00:00:00Z
                  cus_edges    | 2023-11-01T00:00:00Z
                  cus_more     | 2023-11-01T00:00:00Z
                  cus_parallel | 2024-01-05T00:00:00Z
                  cus_silent   | 2024-02-15T10:00:00Z
                  """)),
              Policy.of(Map.of("business_time_zone", "Europe/Vienna")));
    }
    return warehouse;
  }

  /**
   * A copy of it after a change of a table.
   *
   * @param value an expression of SQL
   * @param where which rows it changes, at least one
   */
  public static Path changed(String table, String column, String value, String where) {
    return changed(warehouse(), table, column, value, where);
  }

  /** The same of a copy. */
  public static Path changed(
      Path warehouse, String table, String column, String value, String where) {
    return ExportedRun.changed(
        warehouse, List.of(new ExportedRun.Change(table, column, value, where)));
  }

  /** What a person reads of a customer; without a date it is null. */
  static String explained(String customerId, String date) {
    Optional<LocalDate> day = Optional.ofNullable(date).map(LocalDate::parse);
    ExportReader run = ExportedRun.open(warehouse());
    return ExplanationText.of(new Explain(run, day).of(customerId).orElseThrow());
  }
}
