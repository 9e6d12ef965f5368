package io.tidemark.compare;

import io.tidemark.config.Policy;
import io.tidemark.query.StoredRun;
import io.tidemark.tables.StagingTables;
import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.TestRecords;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRow;
import io.tidemark.warehouse.ExportRows;
import io.tidemark.warehouse.ExportedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A run with a customer for each cause, and files of another system about it. */
final class ComparedRun {
  /** Amounts in minor units; the usage period ends where the service period starts. */
  private static final String INVOICES =
      """
      invoice | customer      | subscription  | currency | status        | from       | to         | since      | net    | discount | tax  | note
      in_1    | cus_plain     | sub_plain     | EUR      | paid          | 2024-01-01 | 2024-02-01 | 2024-01-01 | 1000   |          |      |
      in_2    | cus_plain     | sub_plain     | EUR      | paid          | 2024-02-01 | 2024-03-01 | 2024-01-01 | 1000   |          |      |
      in_3    | cus_plain     | sub_plain     | EUR      | paid          | 2024-03-01 | 2024-04-01 | 2024-02-01 | 1000   |          |      |
      in_4    | cus_plain     | sub_plain     | EUR      | paid          | 2024-04-01 | 2024-05-01 | 2024-03-01 | 1000   |          |      |
      in_5    | cus_plain     | sub_plain     | EUR      | paid          | 2024-05-01 | 2024-06-01 | 2024-04-01 | 1000   |          |      |
      in_6    | cus_plain     | sub_plain     | EUR      | paid          | 2024-06-01 | 2024-07-01 | 2024-05-01 | 1000   |          |      |
      in_7    | cus_plain     | sub_plain     | EUR      | paid          | 2024-07-01 | 2024-08-01 | 2024-06-01 | 1000   |          |      |
      in_8    | cus_open      | sub_open      | EUR      | paid          | 2024-04-15 | 2024-05-15 | 2024-04-15 | 5000   |          |      |
      in_9    | cus_open      | sub_open      | EUR      | open          | 2024-05-15 | 2024-06-15 | 2024-04-15 | 5000   |          |      |
      in_10   | cus_void      | sub_void      | EUR      | paid          | 2024-04-15 | 2024-05-15 | 2024-04-15 | 5000   |          |      |
      in_11   | cus_void      | sub_void      | EUR      | void          | 2024-05-15 | 2024-06-15 | 2024-04-15 | 5000   |          |      |
      in_12   | cus_closed    | sub_closed    | EUR      | paid          | 2024-04-15 | 2024-05-15 | 2024-04-15 | 5000   |          |      |
      in_13   | cus_closed    | sub_closed    | EUR      | open          | 2024-05-15 | 2024-06-15 | 2024-04-15 | 5000   |          |      | closed
      in_14   | cus_credited  | sub_credited  | EUR      | paid          | 2024-04-15 | 2024-05-15 | 2024-04-15 | 5000   |          |      |
      in_15   | cus_credited  | sub_credited  | EUR      | paid          | 2024-05-15 | 2024-06-15 | 2024-04-15 | 5000   |          |      | credited
      in_16   | cus_given_up  | sub_given_up  | EUR      | paid          | 2024-04-15 | 2024-05-15 | 2024-04-15 | 5000   |          |      |
      in_17   | cus_given_up  | sub_given_up  | EUR      | uncollectible | 2024-05-15 | 2024-06-15 | 2024-04-15 | 5000   |          |      | marked 2024-05-20
      in_18   | cus_marked    | sub_marked    | EUR      | paid          | 2024-04-15 | 2024-05-15 | 2024-04-15 | 5000   |          |      |
      in_19   | cus_marked    | sub_marked    | EUR      | uncollectible | 2024-05-15 | 2024-06-15 | 2024-04-15 | 5000   |          |      | marked 2024-06-10
      in_20   | cus_discount  | sub_discount  | EUR      | paid          | 2024-04-15 | 2024-05-15 | 2024-04-15 | 8000   | 2000     |      |
      in_21   | cus_discount  | sub_discount  | EUR      | paid          | 2024-05-15 | 2024-06-15 | 2024-04-15 | 8000   | 2000     |      |
      in_22   | cus_tax       | sub_tax       | EUR      | paid          | 2024-04-15 | 2024-05-15 | 2024-04-15 | 10000  |          | 1900 |
      in_23   | cus_tax       | sub_tax       | EUR      | paid          | 2024-05-15 | 2024-06-15 | 2024-04-15 | 10000  |          | 1900 |
      in_24   | cus_weekly    | sub_weekly    | EUR      | paid          | 2024-05-03 | 2024-05-10 | 2024-05-03 | 1000   |          |      |
      in_25   | cus_weekly    | sub_weekly    | EUR      | paid          | 2024-05-10 | 2024-05-17 | 2024-05-03 | 1000   |          |      |
      in_26   | cus_weekly    | sub_weekly    | EUR      | paid          | 2024-05-17 | 2024-05-24 | 2024-05-10 | 1000   |          |      |
      in_27   | cus_weekly    | sub_weekly    | EUR      | paid          | 2024-05-24 | 2024-05-31 | 2024-05-17 | 1000   |          |      |
      in_28   | cus_weekly    | sub_weekly    | EUR      | paid          | 2024-05-31 | 2024-06-07 | 2024-05-24 | 1000   |          |      |
      in_29   | cus_weekly    | sub_weekly    | EUR      | paid          | 2024-06-07 | 2024-06-14 | 2024-05-31 | 1000   |          |      |
      in_30   | cus_weekly    | sub_weekly    | EUR      | paid          | 2024-06-14 | 2024-06-21 | 2024-06-07 | 1000   |          |      |
      in_31   | cus_days      | sub_days      | EUR      | paid          | 2024-04-15 | 2024-05-15 | 2024-04-15 | 3100   |          |      |
      in_32   | cus_days      | sub_days      | EUR      | paid          | 2024-05-15 | 2024-06-15 | 2024-04-15 | 3100   |          |      |
      in_33   | cus_change    | sub_change    | EUR      | paid          | 2024-05-15 | 2024-06-15 | 2024-05-15 | 10000  |          |      |
      in_34   | cus_change    | sub_change    | EUR      | paid          | 2024-05-25 | 2024-06-15 | 2024-05-15 | 2100   |          |      |
      in_35   | cus_change    | sub_change    | EUR      | paid          | 2024-06-15 | 2024-07-15 | 2024-05-15 | 13100  |          |      |
      in_36   | cus_later     | sub_later     | EUR      | paid          | 2024-05-15 | 2024-06-15 | 2024-05-15 | 10000  |          |      |
      in_37   | cus_later     | sub_later     | EUR      | paid          | 2024-06-05 | 2024-06-15 | 2024-05-15 | 1000   |          |      |
      in_38   | cus_later     | sub_later     | EUR      | paid          | 2024-06-15 | 2024-07-15 | 2024-05-15 | 13100  |          |      |
      in_39   | cus_list      | sub_list      | EUR      | paid          | 2024-05-15 | 2024-06-15 | 2024-05-15 | 9000   | 1000     |      |
      in_40   | cus_list      | sub_list      | EUR      | paid          | 2024-05-25 | 2024-06-15 | 2024-05-15 | 2100   |          |      |
      in_41   | cus_list      | sub_list      | EUR      | paid          | 2024-06-15 | 2024-07-15 | 2024-05-15 | 12100  |          |      |
      in_42   | cus_trial     | sub_trial     | EUR      | paid          | 2024-05-25 | 2024-06-08 | 2024-05-25 | 0      |          |      |
      in_43   | cus_trial     | sub_trial     | EUR      | paid          | 2024-06-08 | 2024-07-08 | 2024-05-25 | 4000   |          |      |
      in_44   | cus_extra     | sub_extra     | EUR      | paid          | 2024-04-15 | 2024-05-15 | 2024-04-15 | 5000   |          |      |
      in_45   | cus_extra     | sub_extra     | EUR      | paid          | 2024-05-15 | 2024-06-15 | 2024-04-15 | 5000   |          |      |
      in_46   | cus_extra     |               | EUR      | paid          |            |            |            | 12000  |          |      | one-off 2024-05-07
      in_47   | cus_fee       | sub_fee       | EUR      | paid          | 2024-03-20 | 2024-04-20 | 2024-03-20 | 15000  |          |      |
      in_48   | cus_fee       | sub_fee       | EUR      | paid          | 2024-04-20 | 2024-05-20 | 2024-03-20 | 5000   |          |      |
      in_49   | cus_fee       | sub_fee       | EUR      | paid          | 2024-05-20 | 2024-06-20 | 2024-04-20 | 5000   |          |      |
      in_50   | cus_yearly    | sub_yearly    | EUR      | paid          | 2024-05-10 | 2025-05-10 | 2024-05-10 | 120000 |          |      |
      in_51   | cus_june      | sub_june      | EUR      | paid          | 2024-06-01 | 2024-07-01 | 2024-06-01 | 7000   |          |      |
      in_52   | cus_usd_1     | sub_usd_1     | USD      | paid          | 2024-05-15 | 2024-06-15 | 2024-05-15 | 1000   |          |      |
      in_53   | cus_usd_2     | sub_usd_2     | USD      | paid          | 2024-05-15 | 2024-06-15 | 2024-05-15 | 2000   |          |      |
      in_54   | cus_usd_3     | sub_usd_3     | USD      | paid          | 2024-05-15 | 2024-06-15 | 2024-05-15 | 3300   |          |      |
      in_55   | cus_usd       | sub_usd       | USD      | paid          | 2024-05-15 | 2024-06-15 | 2024-05-15 | 100000 |          |      |
      in_56   | cus_before    | sub_before    | EUR      | paid          | 2024-01-20 | 2024-02-20 | 2023-12-20 | 6000   |          |      |
      in_57   | cus_late      | sub_late      | EUR      | paid          | 2024-04-30 | 2024-05-30 | 2024-04-30 | 5000   |          |      |
      in_58   | cus_late      | sub_late      | EUR      | paid          | 2024-06-01 | 2024-07-01 | 2024-04-30 | 5000   |          |      |
      in_59   | cus_invoices  |               | EUR      | paid          | 2024-03-05 | 2024-04-05 |            | 8000   |          |      |
      in_60   | cus_invoices  |               | EUR      | paid          | 2024-04-05 | 2024-05-05 |            | 8000   |          |      |
      in_61   | cus_invoices  |               | EUR      | paid          | 2024-05-05 | 2024-06-05 |            | 8000   |          |      |
      in_62   | cus_adjusted  | sub_adjusted  | EUR      | paid          | 2024-04-15 | 2024-05-15 | 2024-04-15 | 5000   |          |      |
      in_63   | cus_adjusted  | sub_adjusted  | EUR      | paid          | 2024-05-15 | 2024-06-15 | 2024-04-15 | 5000   |          |      |
      in_64   | cus_quarterly | sub_quarterly | EUR      | paid          | 2024-05-10 | 2024-08-10 | 2024-05-10 | 1000   |          |      |
      in_65   | cus_two       | sub_two_a     | EUR      | paid          | 2024-04-15 | 2024-05-15 | 2024-04-15 | 5000   |          |      |
      in_66   | cus_two       | sub_two_a     | EUR      | paid          | 2024-05-15 | 2024-06-15 | 2024-04-15 | 5000   |          |      |
      in_67   | cus_two       | sub_two_b     | EUR      | paid          | 2024-04-15 | 2024-05-15 | 2024-04-15 | 2000   |          |      |
      in_68   | cus_two       | sub_two_b     | EUR      | paid          | 2024-05-15 | 2024-06-15 | 2024-04-15 | 2000   |          |      |
      in_69   | cus_three     | sub_three_a   | EUR      | paid          | 2024-04-15 | 2024-05-15 | 2024-04-15 | 5000   |          |      |
      in_70   | cus_three     | sub_three_a   | EUR      | paid          | 2024-05-15 | 2024-06-15 | 2024-04-15 | 5000   |          |      |
      in_71   | cus_three     | sub_three_b   | EUR      | paid          | 2024-04-15 | 2025-04-15 | 2024-04-15 | 120000 |          |      |
      in_72   | cus_three     | sub_three_b   | EUR      | paid          | 2024-04-25 | 2025-04-15 | 2024-04-15 | 36181  |          |      |
      in_73   | cus_gap       | sub_gap       | EUR      | paid          | 2024-02-10 | 2024-03-10 | 2024-02-10 | 5000   |          |      |
      in_74   | cus_gap       | sub_gap       | EUR      | paid          | 2024-05-10 | 2024-06-10 | 2024-05-10 | 5000   |          |      |
      """;

  private static final String ADJUSTMENTS =
      """
      adjustment_id | customer_id  | currency | valid_from | valid_to | mrr_minor
      adj_1         | cus_adjusted | EUR      | 2024-05-20 |          | 700
      """;

  private static final String COLUMNS =
      "invoice_id | customer_id | subscription_id | currency | status | is_closed | created_at"
          + " | uncollectible_at | service_start | service_end | usage_start | usage_end"
          + " | discount_minor | tax_minor | total_minor | net_minor | amount_due_minor"
          + " | amount_paid_minor | starting_balance_minor | ending_balance_minor | is_recurring";

  private final Path warehouse;
  private final ExportReader run;

  private ComparedRun(Path warehouse) {
    this.warehouse = warehouse;
    this.run = ExportedRun.open(warehouse);
  }

  /** Publishes the run under a policy. */
  static ComparedRun of(Map<String, String> policy) {
    String customers =
        rows()
            .map(row -> row.get("customer"))
            .distinct()
            .sorted()
            .collect(Collectors.joining("\n"));
    Dataset<Row> invoices =
        LiteralTable.of(
            StagingTables.INVOICES,
            COLUMNS + "\n" + rows().map(ComparedRun::line).collect(Collectors.joining("\n")));
    Path warehouse =
        StoredRun.of(
            TestRecords.of(
                invoices,
                LiteralTable.of(StagingTables.CUSTOMERS, "customer_id\n" + customers),
                LiteralTable.of(StagingTables.ADJUSTMENTS, ADJUSTMENTS)),
            Policy.of(policy));
    return new ComparedRun(warehouse);
  }

  Path warehouse() {
    return warehouse;
  }

  private static Stream<Map<String, String>> rows() {
    List<String> lines = INVOICES.lines().toList();
    List<String> header = fields(lines.get(0));
    return lines.stream()
        .skip(1)
        .map(ComparedRun::fields)
        .map(
            fields -> {
              Map<String, String> row = new TreeMap<>();
              for (int at = 0; at < header.size(); at++) {
                row.put(header.get(at), fields.get(at));
              }
              return row;
            });
  }

  private static List<String> fields(String line) {
    return Stream.of(line.split("\\|", -1)).map(String::strip).toList();
  }

  private static String line(Map<String, String> row) {
    String note = row.get("note");
    long net = Long.parseLong(row.get("net"));
    long tax = row.get("tax").isEmpty() ? 0 : Long.parseLong(row.get("tax"));
    String nothing = note.contains("credited") ? "0" : "";
    String created = note.startsWith("one-off") ? note.substring(8) : row.get("from");
    return String.join(
        " | ",
        row.get("invoice"),
        row.get("customer"),
        row.get("subscription"),
        row.get("currency"),
        row.get("status"),
        note.contains("closed") ? "true" : "",
        midnight(created),
        note.contains("marked") ? midnight(note.substring(7)) : "",
        midnight(row.get("from")),
        midnight(row.get("to")),
        midnight(row.get("since")),
        row.get("since").isEmpty() ? "" : midnight(row.get("from")),
        row.get("discount"),
        Long.toString(tax),
        Long.toString(net + tax),
        Long.toString(net),
        nothing,
        nothing,
        nothing,
        nothing,
        Boolean.toString(!row.get("subscription").isEmpty()));
  }

  private static String midnight(String date) {
    return date.isEmpty() ? "" : date + "T00:00:00Z";
  }

  /** Returns the MRR of the run at month ends from December to May: customer,month,currency,mrr. */
  Map<String, String> published() {
    Map<String, String> figures = new TreeMap<>();
    try (ExportRows rows =
        run.all(
            ExportReader.CUSTOMER_MRR,
            List.of("customer_id", "currency", "is_converted", "valid_from", "valid_to", "mrr"))) {
      rows.forEachRemaining(row -> put(row, figures));
    }
    return figures;
  }

  private static void put(ExportRow row, Map<String, String> figures) {
    for (int month = 0; month <= 5 && !row.isTrue("is_converted"); month++) {
      LocalDate end = YearMonth.of(2023, 12).plusMonths(month).atEndOfMonth();
      if (!end.isBefore(row.date("valid_from")) && end.isBefore(row.date("valid_to"))) {
        figures.put(
            String.join(
                ",", row.text("customer_id"), YearMonth.from(end).toString(), row.text("currency")),
            row.amount("mrr").toPlainString());
      }
    }
  }

  /** Compares the run with a file of these figures. */
  ComparisonReport compare(Map<String, String> figures, Path folder) {
    String lines =
        figures.entrySet().stream()
            .map(figure -> figure.getKey() + "," + figure.getValue())
            .collect(Collectors.joining("\n", "customer,month,currency,mrr\n", "\n"));
    try {
      Path file = Files.writeString(folder.resolve("other.csv"), lines);
      return Comparison.of(
          run, file, new OtherOptions(OtherFormat.GENERIC, Map.of(), null, null, false));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
