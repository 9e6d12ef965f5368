package io.tidemark.mrr;

import static org.apache.spark.sql.functions.col;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.mrr.engine.ConsolidatedInvoices;
import io.tidemark.tables.InvoiceStatus;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** The currencies that MRR can be in, which need exchange rates. */
public final class RunCurrencies {
  private RunCurrencies() {}

  /**
   * Returns the currencies of adjustments, of recurring invoices, and of customers with enough
   * invoices without a subscription to be consolidated ones.
   *
   * @param sums of the same records
   * @param invoices accepted invoices: {@code customer_id} and the packed {@code invoice}; read
   *     only if the sums do not settle the answer
   */
  public static List<String> of(
      InvoiceSums sums, Dataset<Row> invoices, InvoiceStaging staging, Policy policy) {
    SortedSet<String> found = sums.recurring(staging.ends());
    SortedSet<String> open = new TreeSet<>(sums.oneOff(staging.ends()));
    open.removeAll(found);
    if (policy.get(Settings.CONSOLIDATED_INVOICES) && !open.isEmpty()) {
      found.addAll(
          invoices
              .where(col("invoice.currency").isin(open.toArray()))
              .repartition(col("customer_id"))
              .mapPartitions(new Consolidated(staging), Encoders.STRING())
              .distinct()
              .collectAsList());
    }
    return List.copyOf(found);
  }

  /** Finds currencies in which one customer has enough invoices without a subscription. */
  private record Consolidated(InvoiceStaging staging)
      implements MapPartitionsFunction<Row, String> {
    private record Key(String customerId, String currency) {}

    @Override
    public Iterator<String> call(Iterator<Row> rows) {
      Map<Key, Integer> counts = new HashMap<>();
      while (rows.hasNext()) {
        Row row = rows.next();
        Optional<Row> invoice = staging.of(row.getAs("invoice"));
        invoice
            .filter(Consolidated::mayBeConsolidated)
            .ifPresent(
                one ->
                    counts.merge(
                        new Key(row.getAs("customer_id"), one.getAs("currency")), 1, Integer::sum));
      }
      return counts.entrySet().stream()
          .filter(entry -> entry.getValue() >= ConsolidatedInvoices.LEAST_IN_A_ROW)
          .map(entry -> entry.getKey().currency())
          .distinct()
          .iterator();
    }

    private static boolean mayBeConsolidated(Row invoice) {
      InvoiceStatus status = InvoiceCodec.status(invoice);
      Long start = invoice.getAs("service_start");
      Long end = invoice.getAs("service_end");
      return status != InvoiceStatus.DRAFT
          && status != InvoiceStatus.VOID
          && invoice.getAs("subscription_id") == null
          && start != null
          && end != null
          && start < end;
    }
  }
}
