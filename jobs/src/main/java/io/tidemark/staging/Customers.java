package io.tidemark.staging;

import static org.apache.spark.sql.functions.lit;

import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The customers of the files and those that only other records refer to. */
public final class Customers {
  private Customers() {}

  /**
   * Returns the rows of {@link StagingTables#CUSTOMERS}. A customer absent from the files is a
   * placeholder, so that its revenue is not dropped.
   *
   * @param rows {@link CustomerRecords#of}
   * @param naming records that refer to a customer by {@code customer_id}: invoices, adjustments
   */
  public static Dataset<Row> of(Dataset<Row> rows, Dataset<Row> naming) {
    Dataset<Row> known =
        StagingTables.CUSTOMERS.select(
            rows.filter(RecordStatus.ACCEPTED.isOne()).withColumn("is_placeholder", lit(false)));
    Dataset<Row> placeholders =
        naming
            .select("customer_id")
            .distinct()
            .join(known.select("customer_id"), new String[] {"customer_id"}, "left_anti")
            .withColumn("created_at", lit(null).cast(Table.TIMESTAMP))
            .withColumn("total_spend_minor", lit(null).cast(Table.LONG))
            .withColumn("payment_count", lit(null).cast(Table.LONG))
            .withColumn("refunded_volume_minor", lit(null).cast(Table.LONG))
            .withColumn("name", lit(null).cast(Table.STRING))
            .withColumn("email", lit(null).cast(Table.STRING))
            .withColumn("country", lit(null).cast(Table.STRING))
            .withColumn("metadata", lit(null).cast(Table.STRING))
            .withColumn("is_placeholder", lit(true))
            .withColumn("source_file", lit(null).cast(Table.STRING))
            .withColumn("source_line", lit(null).cast(Table.LONG));
    return StagingTables.CUSTOMERS.select(
        known.union(StagingTables.CUSTOMERS.select(placeholders)));
  }
}
