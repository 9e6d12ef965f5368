package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.INT;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.STRING;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What the next run builds on. Nobody else needs it: it is in Delta only, and not exported. */
public final class IngestTables {
  private static final DataType PROBLEMS =
      DataTypes.createArrayType(
          new StructType().add("field", STRING).add("value", STRING).add("reason", STRING));
  private static final DataType EXACT = DataTypes.createDecimalType(38, 0);
  private static final Set<String> COMMON = Set.of("source_file", "source_line");

  private IngestTables() {}

  public static final Table INVOICE_RECORDS =
      records(
          "invoice_records",
          "record of an invoice file",
          StagingTables.INVOICES,
          Set.of("net_minor", "is_recurring", "exclusion_reason"));

  public static final Table CUSTOMER_RECORDS =
      records(
          "customer_records",
          "record of a customer file",
          StagingTables.CUSTOMERS,
          Set.of("is_placeholder"));

  public static final Table ADJUSTMENT_RECORDS =
      records(
          "adjustment_records",
          "record of a file of corrections by hand",
          StagingTables.ADJUSTMENTS,
          Set.of());

  private static final StructType LAYER =
      new StructType()
          .add("subscription_id", STRING)
          .add("customer_id", STRING)
          .add("currency", STRING)
          .add("stream", INT)
          .add("start_second", LONG)
          .add("end_second", LONG)
          .add("months", Table.RATE)
          .add("months_exact", STRING)
          .add("cycle_start_second", LONG)
          .add("cycle_end_second", LONG)
          .add("cycle_months_exact", STRING)
          .add("mrr_minor", LONG)
          .add("billed_minor", LONG)
          .add("credit_minor", LONG)
          .add("kind", STRING)
          .add("basis", STRING)
          .add("confidence", STRING)
          .add("invoice_id", STRING)
          .add("starts_unseen", BOOLEAN);

  private static final StructType EXCLUSION =
      new StructType().add("invoice_id", STRING).add("exclusion_reason", STRING);

  private static final StructType POSTING =
      new StructType()
          .add("invoice_id", STRING)
          .add("currency", STRING)
          .add("line", STRING)
          .add("numerator", EXACT)
          .add("denominator", EXACT);

  public static final Table MRR_FINDINGS =
      Table.named("mrr_findings")
          .onePer("finding: a thing that the invoices of a subscription say")
          .key("customer_id", "subscription_id", "currency", "place")
          .column("customer_id", STRING, "Who is billed")
          .optional("subscription_id", STRING, "Null of one-off invoices")
          .column("currency", STRING, "ISO 4217")
          .column("place", INT, "Among the findings of the subscription, from 0")
          .optional("layer", LAYER, "A layer: what mrr_layers is made of")
          .optional("exclusion", EXCLUSION, "An invoice that makes no layer, and why")
          .optional("posting", POSTING, "A line of the books: an exact amount in minor units")
          .optional("rounded_too_much", STRING, "An invoice that rounding cannot explain")
          .build();

  /** All of them. */
  static List<Table> all() {
    return List.of(INVOICE_RECORDS, CUSTOMER_RECORDS, ADJUSTMENT_RECORDS, MRR_FINDINGS);
  }

  /** The fields of a table as a record states them, and what became of the record. */
  private static Table records(String name, String grain, Table table, Set<String> derived) {
    Table.Builder records =
        Table.named(name)
            .onePer(grain)
            .key("source_file", "source_line")
            .column("source_file", STRING, "The file")
            .column("file_order", INT, "Its place in the order of ingest, from 0")
            .column("source_line", LONG, "The line the record starts on, from 1")
            .column("raw_record", STRING, "The record as it stood, without e-mail addresses")
            .column("fingerprint", STRING, "Hash of its fields: equal for identical copies");
    table.columns().stream()
        .filter(column -> !derived.contains(column.name()) && !COMMON.contains(column.name()))
        .forEach(column -> records.optional(column.name(), column.type(), column.doc()));
    return records
        .column("problems", PROBLEMS, "What makes it unfit")
        .column("flaws", PROBLEMS, "Values that were left out")
        .column("decision", STRING, "accepted, rejected, duplicate or superseded")
        .build();
  }
}
