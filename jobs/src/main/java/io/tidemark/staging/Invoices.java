package io.tidemark.staging;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The accepted invoices. */
public final class Invoices {
  private Invoices() {}

  /**
   * Returns the rows of {@link StagingTables#INVOICES}. {@code exclusion_reason} is null until the
   * rules of MRR set it.
   *
   * @param rows {@link InvoiceRecords#of}
   */
  public static Dataset<Row> of(Dataset<Row> rows) {
    Column hasPeriod = col("service_start").lt(col("service_end"));
    Column isRecurring = col("subscription_id").isNotNull().and(coalesce(hasPeriod, lit(false)));
    Dataset<Row> invoices =
        rows.filter(RecordStatus.ACCEPTED.isOne())
            .withColumn("tax_minor", tax())
            .withColumn("net_minor", col("total_minor").minus(col("tax_minor")))
            .withColumn("is_recurring", isRecurring)
            .withColumn("exclusion_reason", lit(null).cast(Table.STRING));
    return StagingTables.INVOICES.select(invoices);
  }

  /** Returns the tax, or else the sum of its parts. */
  private static Column tax() {
    Column ofParts =
        coalesce(col("exclusive_tax_minor"), lit(0L))
            .plus(coalesce(col("inclusive_tax_minor"), lit(0L)));
    return coalesce(col("tax_minor"), ofParts);
  }
}
