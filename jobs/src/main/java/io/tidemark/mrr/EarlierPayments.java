package io.tidemark.mrr;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.InvoiceStatus;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Payments that customers made before the first invoice of the files. */
public final class EarlierPayments {
  private EarlierPayments() {}

  /**
   * Returns one row per customer with an invoice: {@code customer_id}, {@code created_at} and
   * {@code earlier_payments}, the payments ever less those that the invoices show; 0 for a customer
   * created in the window, null where the customers file has no count. Payments are counted, not
   * summed: total spend has no currency.
   */
  public static Dataset<Row> of(Dataset<Row> customers, Dataset<Row> invoices, DataWindow window) {
    Dataset<Row> shown =
        invoices.groupBy("customer_id").agg(count_if(isPayment()).as("payments_shown"));
    Column isCreatedInWindow = window.date("created_at").geq(lit(window.firstDay()));
    Column more = greatest(col("payment_count").minus(col("payments_shown")), lit(0L));
    Column earlier =
        when(coalesce(isCreatedInWindow, lit(false)), lit(0L))
            .when(col("payment_count").isNotNull(), more);
    return customers
        .join(shown, "customer_id")
        .select(col("customer_id"), col("created_at"), earlier.as("earlier_payments"));
  }

  /** Something was paid; without an amount paid, a paid invoice that is not free was. */
  private static Column isPayment() {
    Column isPaid = col("status").equalTo(InvoiceStatus.PAID.text()).and(col("total_minor").gt(0));
    return coalesce(col("amount_paid_minor").gt(0), isPaid);
  }
}
