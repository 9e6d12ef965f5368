package io.tidemark.staging;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.format_number;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.QualityCheck;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Findings about the input that matter for reading the figures. */
public final class DataQuality {
  private static final Column PLACE = concat_ws(":", col("source_file"), col("source_line"));

  private static final DataType EXACT = DataTypes.createDecimalType(38, 0);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private DataQuality() {}

  /**
   * Returns the rows of {@link StagingTables#DATA_QUALITY}.
   *
   * @param invoiceRows {@link InvoiceRecords#of}
   * @param customerRows {@link CustomerRecords#of}
   * @param adjustmentRows {@link AdjustmentRecords#of}
   * @param customers {@link StagingTables#CUSTOMERS}
   * @param fileRows {@link io.tidemark.source.SourceData#fileRows()}
   * @param periodEnds of the invoices
   */
  public static Dataset<Row> of(
      Dataset<Row> invoiceRows,
      Dataset<Row> customerRows,
      Dataset<Row> adjustmentRows,
      Dataset<Row> customers,
      Dataset<Row> fileRows,
      PeriodEnds periodEnds) {
    Dataset<Row> placeholders =
        customers
            .filter(col("is_placeholder"))
            .select(col("customer_id"), lit(true).as("is_unknown"));
    Dataset<Row> invoices =
        invoiceRows
            .filter(RecordStatus.ACCEPTED.isOne())
            .join(placeholders, new String[] {"customer_id"}, "left");
    Dataset<Row> ofInvoices =
        found(
            invoices,
            List.of(
                new Check(
                    QualityCheck.CUSTOMER_UNKNOWN,
                    col("is_unknown").isNotNull(),
                    col("customer_id")),
                new Check(
                    QualityCheck.PERIOD_END_INCLUSIVE,
                    lit(periodEnds.areInclusive()).and(col("service_end").isNotNull()),
                    col("invoice_id")),
                new Check(
                    QualityCheck.CREATION_IMPLAUSIBLE,
                    not(CreationDate.isPlausible()),
                    concat_ws(": ", col("invoice_id"), col("created_at").cast(Table.STRING))),
                new Check(QualityCheck.TOTAL_IDENTITY, breaksIdentity(), col("invoice_id")),
                new Check(
                    QualityCheck.DUE_DATE_IMPLAUSIBLE,
                    size(col("flaws")).gt(0),
                    concat_ws(": ", col("invoice_id"), flawedValue()))));
    Dataset<Row> ofAdjustments =
        found(
            adjustmentRows
                .filter(RecordStatus.ACCEPTED.isOne())
                .join(placeholders, new String[] {"customer_id"}, "left"),
            List.of(
                new Check(
                    QualityCheck.ADJUSTMENT_CUSTOMER_UNKNOWN,
                    col("is_unknown").isNotNull(),
                    col("customer_id"))));
    Dataset<Row> ofRows =
        found(
            decisions(invoiceRows).union(decisions(customerRows)).union(decisions(adjustmentRows)),
            List.of(
                new Check(QualityCheck.ROW_REJECTED, RecordStatus.REJECTED.isOne(), PLACE),
                new Check(QualityCheck.ID_DUPLICATE, RecordStatus.DUPLICATE.isOne(), PLACE),
                new Check(QualityCheck.ID_SUPERSEDED, RecordStatus.SUPERSEDED.isOne(), PLACE)));
    return StagingTables.DATA_QUALITY.select(
        ofInvoices
            .union(ofAdjustments)
            .union(refunds(customerRows))
            .union(ofRows)
            .union(ofFiles(fileRows)));
  }

  /**
   * Returns the findings of a run without a customers file: one for the file in place of those for
   * each record of a customer missing from it.
   */
  public static Dataset<Row> withoutCustomersFile(Dataset<Row> findings) {
    QualityCheck absent = QualityCheck.CUSTOMERS_FILE_ABSENT;
    Column check = col("check");
    Dataset<Row> one =
        found(
                findings.filter(check.equalTo(QualityCheck.CUSTOMER_UNKNOWN.name())),
                List.of(new Check(absent, lit(true), lit(null).cast(Table.STRING))))
            .withColumn("share", lit(null).cast(Table.DOUBLE));
    Column ofRecords =
        check.isin(
            QualityCheck.CUSTOMER_UNKNOWN.name(), QualityCheck.ADJUSTMENT_CUSTOMER_UNKNOWN.name());
    return StagingTables.DATA_QUALITY.select(findings.filter(not(ofRecords)).union(one));
  }

  private static Dataset<Row> refunds(Dataset<Row> customerRows) {
    Column refunded = col("refunded_volume_minor");
    Column all = sum(refunded.cast(EXACT)).divide(HUNDRED);
    Column what =
        concat(
            lit(QualityCheck.REFUNDS.definition() + " ("),
            format_number(all, 2),
            lit(" in all, in the account's currency)"));
    Check check = new Check(QualityCheck.REFUNDS, refunded.gt(0), col("customer_id"));
    Dataset<Row> accepted = customerRows.filter(RecordStatus.ACCEPTED.isOne());
    Dataset<Row> sums = accepted.filter(check.condition()).agg(what.as("what_with_sum"));
    return found(accepted, List.of(check))
        .crossJoin(sums)
        .withColumn("what", col("what_with_sum"))
        .drop("what_with_sum");
  }

  /**
   * A check of rows.
   *
   * @param condition true for the rows to find
   * @param example text that identifies a row
   */
  public record Check(QualityCheck check, Column condition, Column example) {}

  /** Returns one row per check that found something, in a single pass over the rows. */
  public static Dataset<Row> found(Dataset<Row> rows, List<Check> checks) {
    List<Column> sums = new ArrayList<>();
    List<Column> findings = new ArrayList<>();
    for (Check check : checks) {
      String rowsOf = "rows_of_" + check.check();
      String exampleOf = "example_of_" + check.check();
      sums.add(count(when(check.condition(), lit(1))).as(rowsOf));
      sums.add(min(when(check.condition(), check.example())).as(exampleOf));
      findings.add(finding(check.check(), col(rowsOf), col("total"), col(exampleOf)));
    }
    return rows.agg(count(lit(1)).as("total"), sums.toArray(Column[]::new))
        .select(inline(array(findings.toArray(Column[]::new))))
        .filter(col("rows").gt(0));
  }

  private static Dataset<Row> ofFiles(Dataset<Row> fileRows) {
    Dataset<Row> notes = fileRows.select(col("source_file"), explode(col("notes")).as("note"));
    List<Check> checks = new ArrayList<>();
    for (QualityCheck check : QualityCheck.values()) {
      Column isOne = col("note.check").equalTo(check.name());
      checks.add(new Check(check, isOne, col("note.example")));
    }
    return found(notes, checks).withColumn("share", lit(null).cast(Table.DOUBLE));
  }

  private static Column finding(QualityCheck check, Column rows, Column total, Column example) {
    return struct(
        lit(check.name()).as("check"),
        lit(check.definition()).as("what"),
        lit(check.severity().text()).as("severity"),
        lit(check.isFileWide()).as("is_file_wide"),
        rows.as("rows"),
        when(total.gt(0), rows.divide(total)).as("share"),
        example.as("example"));
  }

  private static Dataset<Row> decisions(Dataset<Row> rows) {
    return rows.select("decision", "source_file", "source_line");
  }

  /**
   * Returns whether subtotal - discount + exclusive tax differs from the total. In a file without
   * the exclusive tax, it may be the whole tax or zero.
   */
  private static Column breaksIdentity() {
    Column before = col("subtotal_minor").minus(coalesce(col("discount_minor"), lit(0L)));
    Column added = col("total_minor").minus(before);
    Column isExclusive = added.equalTo(col("exclusive_tax_minor"));
    Column isNone = added.equalTo(0);
    Column isAll = added.equalTo(col("tax_minor"));
    Column holds = coalesce(isExclusive, isNone.or(coalesce(isAll, lit(false))));
    return coalesce(not(holds), lit(false));
  }

  private static Column flawedValue() {
    return when(size(col("flaws")).gt(0), element_at(col("flaws"), 1).getField("value"));
  }
}
