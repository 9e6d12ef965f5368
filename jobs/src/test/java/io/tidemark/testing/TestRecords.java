package io.tidemark.testing;

import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;

import io.tidemark.source.SourceData;
import io.tidemark.staging.AdjustmentRecords;
import io.tidemark.staging.CustomerRecords;
import io.tidemark.staging.InvoiceRecords;
import io.tidemark.staging.Invoices;
import io.tidemark.staging.PeriodEnds;
import io.tidemark.staging.RecordRows;
import io.tidemark.tables.IngestTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;

/** Records as a run has them, from files or from literal tables. */
public final class TestRecords {
  private TestRecords() {}

  /** The records of files that were read together. */
  public static RecordRows of(SourceData source) {
    return new RecordRows(
        Figures.local(InvoiceRecords.of(source.invoices())),
        Figures.local(CustomerRecords.of(source.customers())),
        AdjustmentRecords.of(source.adjustments()));
  }

  /** Accepted records with the columns of literal tables. */
  public static RecordRows of(Dataset<Row> invoices, Dataset<Row> customers) {
    return of(invoices, customers, none(StagingTables.ADJUSTMENTS));
  }

  /** The same with manual adjustments. */
  public static RecordRows of(
      Dataset<Row> invoices, Dataset<Row> customers, Dataset<Row> adjustments) {
    return new RecordRows(accepted(invoices), accepted(customers), accepted(adjustments));
  }

  private static Dataset<Row> none(Table table) {
    return TestSpark.session().createDataFrame(List.of(), table.schema());
  }

  private static Dataset<Row> accepted(Dataset<Row> rows) {
    ArrayType problems =
        (ArrayType) IngestTables.INVOICE_RECORDS.schema().apply("problems").dataType();
    return Figures.local(
        rows.withColumn("decision", lit("accepted"))
            .withColumn("problems", from_json(lit("[]"), problems))
            .withColumn("flaws", from_json(lit("[]"), problems)));
  }

  /** The staged invoices by line, packed. */
  public static List<Row> staged(RecordRows records, PeriodEnds ends) {
    return records.acceptedInvoices().collectAsList().stream()
        .map(row -> Invoices.of(row.getAs("invoice"), ends))
        .sorted(Comparator.comparing(row -> row.<Long>getAs("source_line")))
        .toList();
  }
}
