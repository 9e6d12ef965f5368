package io.tidemark.testing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;

import io.tidemark.audit.CustomerDay;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.MrrTables;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The MRR of customers day by day, made by SQL: what the files of a run are compared with. */
public final class CustomerDays {
  private CustomerDays() {}

  /** Returns {@link MrrTables#CUSTOMER_DAILY_MRR} from the intervals of customers. */
  public static Dataset<Row> of(Dataset<Row> customerMrr, DataWindow window) {
    return MrrTables.CUSTOMER_DAILY_MRR.select(
        customerMrr
            .withColumn("first", greatest(col("valid_from"), lit(window.openingDay())))
            .withColumn("after", least(col("valid_to"), lit(window.asOf().plusDays(1))))
            .where(col("first").lt(col("after")))
            .withColumn("date", explode(sequence(col("first"), col("after").minus(lit(1))))));
  }

  /** Returns what each day adds up to. */
  public static List<CustomerDay> totals(Dataset<Row> customerDays) {
    return customerDays
        .groupBy("date", "currency", "is_converted")
        .agg(sum("mrr_minor"), count(lit(1)))
        .collectAsList()
        .stream()
        .map(
            row ->
                new CustomerDay(
                    row.getDate(0).toLocalDate(),
                    new AccountKey(row.getString(1), row.getBoolean(2)),
                    row.getLong(3),
                    row.getLong(4)))
        .toList();
  }
}
