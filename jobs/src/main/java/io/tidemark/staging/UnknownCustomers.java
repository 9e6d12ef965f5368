package io.tidemark.staging;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.QualityCheck;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds customers that records refer to and the customers file does not have. */
public final class UnknownCustomers {
  private static final Column IS_UNKNOWN = col("known").equalTo(0);

  private UnknownCustomers() {}

  /**
   * Returns the findings as rows of {@link io.tidemark.tables.StagingTables#DATA_QUALITY}, for
   * files whose customers are not processed.
   */
  public static List<Row> of(RecordRows records) {
    Dataset<Row> customers =
        records
            .acceptedInvoices()
            .unionByName(records.acceptedCustomers(), true)
            .unionByName(records.acceptedAdjustments(), true)
            .groupBy("customer_id")
            .agg(
                count("customer").as("known"),
                count("invoice").as("invoices"),
                count("adjustment").as("adjustments"));
    Row found =
        customers
            .agg(
                sum("invoices"),
                sum(when(IS_UNKNOWN, col("invoices"))),
                min(when(IS_UNKNOWN.and(col("invoices").gt(0)), col("customer_id"))),
                sum("adjustments"),
                sum(when(IS_UNKNOWN, col("adjustments"))),
                min(when(IS_UNKNOWN.and(col("adjustments").gt(0)), col("customer_id"))))
            .first();
    List<Row> rows = new ArrayList<>();
    add(rows, QualityCheck.CUSTOMER_UNKNOWN, found, 0);
    add(rows, QualityCheck.ADJUSTMENT_CUSTOMER_UNKNOWN, found, 3);
    return rows;
  }

  private static void add(List<Row> rows, QualityCheck check, Row found, int column) {
    if (!found.isNullAt(column + 2)) {
      rows.add(
          check.row(found.getLong(column + 1), found.getLong(column), found.getString(column + 2)));
    }
  }
}
