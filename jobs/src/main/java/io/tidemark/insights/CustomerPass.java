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
 * Processes customers one after another: invoices become layers, layers become MRR and movements,
 * and every metric observes the result. The output has one row per customer with the rows of the
 * large tables, and one row per partition with the sums of the metrics.
 *
 * @param countsEarlierPayments whether a customer who paid before the files begin is not new
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
   * Processes all customers.
   *
   * @param invoices {@link io.tidemark.tables.StagingTables#INVOICES}, without exclusion reasons
   * @param customers {@link io.tidemark.tables.StagingTables#CUSTOMERS}
   * @param adjustments {@link io.tidemark.tables.StagingTables#ADJUSTMENTS}
   * @param subscriptions {@link io.tidemark.tables.StagingTables#SUBSCRIPTIONS}
   * @param partitions number of hash partitions of customers
   * @param keeper persists rows that several tables are derived from, so that they are computed
   *     once
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
   * Combines the input rows of one customer after another. A customer without invoices or
   * adjustments yields no row.
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
        return new CustomerFacts(customerId, null, null, null, null);
      }
      Long created = customer.getAs("created_at");
      Instant createdAt = created == null ? null : Instant.ofEpochSecond(created);
      Long payments = customer.getAs("payment_count");
      Long earlier = null;
      if (!invoices.isEmpty()) {
        long shown = invoices.stream().filter(InvoiceCodec::isPayment).count();
        earlier = EarlierPayments.of(createdAt, payments, shown, scope.window());
      }
      return new CustomerFacts(
          customerId, createdAt, customer.getAs("country"), earlier, customer.getAs("has_paid"));
    }
  }
}
