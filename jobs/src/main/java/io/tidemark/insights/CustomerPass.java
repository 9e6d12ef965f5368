package io.tidemark.insights;

import io.tidemark.config.FxSettings;
import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.insights.PassRows.Staged;
import io.tidemark.mrr.Accounts;
import io.tidemark.mrr.AdjustmentLayers;
import io.tidemark.mrr.CustomerFacts;
import io.tidemark.mrr.CustomerLayers;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.EarlierPayments;
import io.tidemark.mrr.ExchangeFactor;
import io.tidemark.mrr.InvoiceCodec;
import io.tidemark.mrr.InvoiceStaging;
import io.tidemark.mrr.LayerRows;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.staging.Customers;
import io.tidemark.staging.PackedTime;
import io.tidemark.staging.RecordRows;
import io.tidemark.staging.Subscriptions;
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
    InvoiceStaging staging,
    CustomerLayers rules,
    Accounts accounts,
    Metrics metrics,
    boolean countsEarlierPayments)
    implements MapPartitionsFunction<Row, Row>, Serializable {

  /**
   * Prepares the pass of a run.
   *
   * @param staging prepares the invoices of the files
   * @param factors of {@link io.tidemark.mrr.ConversionFactors#of}
   */
  public static CustomerPass of(
      DataWindow window,
      InvoiceStaging staging,
      Policy policy,
      List<Row> factors,
      Metrics metrics) {
    HistoryScope scope = HistoryScope.of(window, policy);
    List<ExchangeFactor> rates = factors.stream().map(ExchangeFactor::of).toList();
    return new CustomerPass(
        scope,
        staging,
        CustomerLayers.of(policy, window),
        Accounts.of(policy.get(FxSettings.REPORTING_CURRENCY), rates, window),
        metrics,
        policy.get(Settings.EARLIER_PAYMENTS) == Settings.EarlierPayments.REACTIVATION);
  }

  /**
   * Processes all customers.
   *
   * @param records of the files
   * @param partitions number of hash partitions of customers
   * @param keeper persists rows that several tables are derived from, so that they are computed
   *     once
   */
  public PassResult over(RecordRows records, int partitions, UnaryOperator<Dataset<Row>> keeper) {
    Dataset<Row> rows =
        PassRows.byCustomer(records, partitions).mapPartitions(this, Encoders.row(PassRows.SCHEMA));
    return new PassResult(keeper.apply(rows), metrics);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Histories(rows);
  }

  /**
   * Combines the input rows of one customer after another. A customer without invoices or
   * adjustments has no history.
   */
  private final class Histories implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Metrics.Sums sums = metrics.empty();
    private final LayerRows packed = new LayerRows();
    private final RowBuilder monthly = RowBuilder.packed(InsightTables.CUSTOMER_MONTHLY_MOVEMENTS);
    private Row ahead;
    private Row result;
    private boolean isSummed;

    private Histories(Iterator<Row> rows) {
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
          staging.of(invoice).ifPresent(invoices::add);
        } else if (adjustment != null) {
          adjustments.add(adjustment);
        } else {
          customer = ahead.getAs(PassRows.CUSTOMER);
        }
        ahead = rows.hasNext() ? rows.next() : null;
      }
      if (!invoices.isEmpty() || !adjustments.isEmpty()) {
        return row(customerId, customer, adjustments, invoices);
      }
      return customer == null
          ? null
          : PassRows.ofUnbilled(Customers.of(customerId, customer, false));
    }

    private Row row(String customerId, Row known, List<Row> adjustments, List<Row> invoices) {
      long payments = invoices.stream().filter(InvoiceCodec::isPayment).count();
      Row customer = Customers.of(customerId, known, payments > 0);
      CustomerFacts facts = facts(customer, invoices.isEmpty(), payments);
      Subscriptions subscriptions = Subscriptions.of(customerId, invoices);
      CustomerLayers.Found found =
          rules.read(customerId, invoices, subscriptions, facts.createdAt());
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
              found.customerPostings());
      metrics.observe(history, sums);
      Staged staged = new Staged(customer, invoices, found.exclusions(), subscriptions.rows());
      return PassRows.of(staged, history, packed, monthly);
    }

    private CustomerFacts facts(Row customer, boolean hasNoInvoice, long shownPayments) {
      Instant createdAt = PackedTime.inSeconds(customer, "created_at");
      Long earlier =
          hasNoInvoice || customer.<Boolean>getAs("is_placeholder")
              ? null
              : EarlierPayments.of(
                  createdAt, customer.getAs("payment_count"), shownPayments, scope.window());
      return new CustomerFacts(
          customer.getAs("customer_id"),
          customer.getAs("is_placeholder"),
          createdAt,
          customer.getAs("country"),
          earlier,
          customer.getAs("has_paid"));
    }
  }
}
