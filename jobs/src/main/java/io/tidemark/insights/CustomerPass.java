package io.tidemark.insights;

import io.tidemark.config.FxSettings;
import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.mrr.Accounts;
import io.tidemark.mrr.AdjustmentLayers;
import io.tidemark.mrr.CustomerFacts;
import io.tidemark.mrr.CustomerLayers;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.EarlierPayments;
import io.tidemark.mrr.ExchangeFactor;
import io.tidemark.mrr.InvoiceCodec;
import io.tidemark.mrr.LayerRows;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.RowBuilder;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Reads one customer after the other: its invoices become layers, these MRR and movements, and
 * every metric observes all of it. One row per customer comes out with the rows of the large
 * tables, and one per partition with the sums of the metrics.
 *
 * @param countsEarlierPayments a customer who paid before the files begin is no new one
 */
public record CustomerPass(
    HistoryScope scope,
    CustomerLayers rules,
    Accounts accounts,
    Metrics metrics,
    boolean countsEarlierPayments)
    implements MapPartitionsFunction<Row, Row>, Serializable {

  /**
   * Prepares the pass of a run.
   *
   * @param factors of {@link io.tidemark.mrr.ConversionFactors#of}
   */
  public static CustomerPass of(
      DataWindow window, Policy policy, List<Row> factors, Metrics metrics) {
    HistoryScope scope = HistoryScope.of(window, policy);
    List<ExchangeFactor> rates = factors.stream().map(ExchangeFactor::of).toList();
    return new CustomerPass(
        scope,
        CustomerLayers.of(policy, window),
        Accounts.of(policy.get(FxSettings.REPORTING_CURRENCY), rates, window),
        metrics,
        policy.get(Settings.EARLIER_PAYMENTS) == Settings.EarlierPayments.REACTIVATION);
  }

  /**
   * Passes over all customers.
   *
   * @param invoices {@link io.tidemark.tables.StagingTables#INVOICES}, without their reasons
   * @param customers {@link io.tidemark.tables.StagingTables#CUSTOMERS}
   * @param adjustments {@link io.tidemark.tables.StagingTables#ADJUSTMENTS}
   * @param subscriptions {@link io.tidemark.tables.StagingTables#SUBSCRIPTIONS}
   * @param partitions how many to hash customers to
   * @param keeper computes rows once that several tables are made of
   */
  public PassResult over(
      Dataset<Row> invoices,
      Dataset<Row> customers,
      Dataset<Row> adjustments,
      Dataset<Row> subscriptions,
      int partitions,
      UnaryOperator<Dataset<Row>> keeper) {
    Dataset<Row> rows =
        PassRows.byCustomer(invoices, customers, adjustments, subscriptions, partitions)
            .mapPartitions(this, Encoders.row(PassRows.SCHEMA));
    return new PassResult(keeper.apply(rows), metrics);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Customers(rows);
  }

  /**
   * Gathers the rows of one customer after the other. A customer who is never billed gives none.
   */
  private final class Customers implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Metrics.Sums sums = metrics.empty();
    private final LayerRows packed = new LayerRows();
    private final RowBuilder monthly = RowBuilder.packed(InsightTables.CUSTOMER_MONTHLY_MOVEMENTS);
    private Row ahead;
    private Row result;
    private boolean isSummed;

    private Customers(Iterator<Row> rows) {
      this.rows = rows;
      this.ahead = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (result == null && ahead != null) {
        result = next(ahead.getAs(PassRows.CUSTOMER_ID));
      }
      if (result == null && !isSummed) {
        result = PassRows.ofSums(sums.toBytes());
        isSummed = true;
      }
      return result != null;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row next = result;
      result = null;
      return next;
    }

    private Row next(String customerId) {
      Row customer = null;
      List<Row> adjustments = new ArrayList<>();
      List<Row> invoices = new ArrayList<>();
      while (ahead != null && customerId.equals(ahead.getAs(PassRows.CUSTOMER_ID))) {
        Row invoice = ahead.getAs(PassRows.INVOICE);
        Row adjustment = ahead.getAs(PassRows.ADJUSTMENT);
        if (invoice != null) {
          invoices.add(invoice);
        } else if (adjustment != null) {
          adjustments.add(adjustment);
        } else {
          customer = ahead.getAs(PassRows.CUSTOMER);
        }
        ahead = rows.hasNext() ? rows.next() : null;
      }
      boolean isBilled = !invoices.isEmpty() || !adjustments.isEmpty();
      return isBilled ? row(customerId, customer, adjustments, invoices) : null;
    }

    private Row row(String customerId, Row customer, List<Row> adjustments, List<Row> invoices) {
      CustomerFacts facts = facts(customerId, customer, invoices);
      CustomerLayers.Found found = rules.read(customerId, invoices, facts.createdAt());
      List<MrrLayer> layers = new ArrayList<>(found.layers());
      for (Row adjustment : adjustments) {
        layers.add(AdjustmentLayers.of(adjustment, scope.window()));
      }
      Long earlier = facts.earlierPayments();
      boolean paidBefore = countsEarlierPayments && earlier != null && earlier > 0;
      CustomerHistory history =
          new CustomerHistory(
              scope,
              facts,
              found.invoices(),
              found.subscriptions(),
              layers,
              accounts.of(layers, paidBefore),
              found.books());
      metrics.observe(history, sums);
      return PassRows.of(history, packed, monthly);
    }

    private CustomerFacts facts(String customerId, Row customer, List<Row> invoices) {
      if (customer == null) {
        return new CustomerFacts(customerId, null, null, null);
      }
      Long created = customer.getAs("created_at");
      Instant createdAt = created == null ? null : Instant.ofEpochSecond(created);
      Long payments = customer.getAs("payment_count");
      Long earlier = null;
      if (!invoices.isEmpty()) {
        long shown = invoices.stream().filter(InvoiceCodec::isPayment).count();
        earlier = EarlierPayments.of(createdAt, payments, shown, scope.window());
      }
      return new CustomerFacts(customerId, createdAt, customer.getAs("country"), earlier);
    }
  }
}
