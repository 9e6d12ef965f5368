package io.tidemark.tables;

import static io.tidemark.tables.IngestTables.ADJUSTMENT_RECORDS;
import static io.tidemark.tables.IngestTables.CUSTOMER_RECORDS;
import static io.tidemark.tables.IngestTables.INVOICE_RECORDS;
import static io.tidemark.tables.Table.INT;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.STRING;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Declares the tables that the next run builds on. They are in Delta only and are not exported. */
public final class IngestTables {
  private static final DataType PROBLEMS =
      DataTypes.createArrayType(
          new StructType().add("field", STRING).add("value", STRING).add("reason", STRING));
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
          "record of an adjustments file",
          StagingTables.ADJUSTMENTS,
          Set.of());

  /** Returns all ingest tables. */
  static List<Table> all() {
    return List.of(INVOICE_RECORDS, CUSTOMER_RECORDS, ADJUSTMENT_RECORDS);
  }

  /**
   * Returns a table of records: the fields of another table as the file has them, and the decision
   * about each record.
   */
  private static Table records(String name, String grain, Table table, Set<String> derived) {
    Table.Builder records =
        Table.named(name)
            .onePer(grain)
            .key("source_file", "source_line")
            .column("source_file", STRING, "Source file")
            .column("file_order", INT, "Position of the file in the order of ingestion, from 0")
            .column("source_line", LONG, "First line of the record, from 1")
            .column("raw_record", STRING, "The original record, with e-mail addresses redacted")
            .column("fingerprint", STRING, "Hash of the fields; equal for duplicates");
    table.columns().stream()
        .filter(column -> !derived.contains(column.name()) && !COMMON.contains(column.name()))
        .forEach(column -> records.optional(column.name(), column.type(), column.doc()));
    return records
        .column("problems", PROBLEMS, "Reasons for rejection")
        .column("flaws", PROBLEMS, "Invalid values that were ignored")
        .column("decision", STRING, "accepted, rejected, duplicate or superseded")
        .build();
  }
}
