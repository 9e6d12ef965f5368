package io.tidemark.audit;

import io.tidemark.insights.CustomerHistory;
import io.tidemark.insights.Mergeable;
import io.tidemark.insights.Metric;
import io.tidemark.insights.Results;
import io.tidemark.insights.TableRows;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.mrr.engine.Posting;
import io.tidemark.tables.AuditTables;
import io.tidemark.tables.RowBuilder;
import java.io.Serializable;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.spark.sql.Row;

/**
 * Computes the revenue of each customer that a later invoice displaced without a credit: {@link
 * AuditTables#DISPLACED_REVENUE}. No layer shows this paid service, and the reconciliation balances
 * with it, so it has a separate table. The amount of each invoice is rounded to the minor unit.
 */
public record DisplacedRevenue() implements Metric<DisplacedRevenue.Sums> {

  /** An invoice of a customer. */
  private record Billed(String currency, String invoiceId) implements Comparable<Billed> {
    private static final Comparator<Billed> ORDER =
        Comparator.comparing(Billed::currency).thenComparing(Billed::invoiceId);

    @Override
    public int compareTo(Billed other) {
      return ORDER.compare(this, other);
    }
  }

  /** A row of the table. */
  private record Displaced(
      String customerId, String currency, long invoices, long minor, boolean isOverAMonth)
      implements Serializable {
    private static final Comparator<Displaced> ORDER =
        Comparator.comparing(Displaced::customerId).thenComparing(Displaced::currency);

    private Displaced plus(Displaced other) {
      return new Displaced(
          customerId,
          currency,
          invoices + other.invoices,
          Math.addExact(minor, other.minor),
          isOverAMonth || other.isOverAMonth);
    }
  }

  /** The rows of customers so far. */
  static final class Sums implements Mergeable<Sums> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Displaced> customers = new ArrayList<>();

    @Override
    public void merge(Sums other) {
      customers.addAll(other.customers);
    }
  }

  @Override
  public Sums empty() {
    return new Sums();
  }

  @Override
  public void observe(CustomerHistory customer, Sums sums) {
    Map<Billed, BigFraction> amounts = new TreeMap<>();
    for (Posting posting : customer.postings().postings()) {
      if (posting.line() == Posting.Line.DISPLACED) {
        Billed invoice = new Billed(posting.currency(), posting.invoiceId());
        amounts.merge(invoice, posting.amount(), BigFraction::add);
      }
    }
    if (!amounts.isEmpty()) {
      sums.customers.addAll(byCurrency(customer, amounts));
    }
  }

  private static Collection<Displaced> byCurrency(
      CustomerHistory customer, Map<Billed, BigFraction> amounts) {
    Map<String, Long> prices = prices(customer.layers());
    Map<String, Displaced> byCurrency = new TreeMap<>();
    amounts.forEach(
        (invoice, amount) -> {
          long minor = amount.bigDecimalValue(0, RoundingMode.HALF_UP).longValueExact();
          if (minor > 0) {
            Long price = prices.get(invoice.invoiceId());
            boolean isOver = price == null || minor > price;
            String currency = invoice.currency();
            Displaced one = new Displaced(customer.customerId(), currency, 1, minor, isOver);
            byCurrency.merge(currency, one, Displaced::plus);
          }
        });
    return byCurrency.values();
  }

  /** Returns the highest price per month of each invoice with a layer, minor units. */
  private static Map<String, Long> prices(List<MrrLayer> layers) {
    Map<String, Long> prices = new HashMap<>();
    for (MrrLayer layer : layers) {
      if (layer.isInvoiced()) {
        prices.merge(layer.invoiceId(), layer.mrrMinor(), Math::max);
      }
    }
    return prices;
  }

  @Override
  public List<TableRows> finish(Sums sums, Results results) {
    RowBuilder row = RowBuilder.of(AuditTables.DISPLACED_REVENUE);
    List<Row> rows = new ArrayList<>();
    sums.customers.stream()
        .sorted(Displaced.ORDER)
        .forEach(
            customer ->
                rows.add(
                    row.set("customer_id", customer.customerId())
                        .set("currency", customer.currency())
                        .set("invoices", customer.invoices())
                        .set("displaced_minor", customer.minor())
                        .set("is_over_a_month", customer.isOverAMonth())
                        .build()));
    return List.of(new TableRows(AuditTables.DISPLACED_REVENUE, rows));
  }
}
