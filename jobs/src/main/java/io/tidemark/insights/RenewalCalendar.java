package io.tidemark.insights;

import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.RowBuilder;
import io.tidemark.util.Utf8Order;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * Computes the MRR of the as-of date by the month in which its cycles end: {@link
 * InsightTables#RENEWAL_CALENDAR}. The months add up to total MRR.
 */
public record RenewalCalendar() implements Metric<RenewalCalendar.Sums> {

  /**
   * A month, currency and billing interval in which cycles end.
   *
   * @param month its first day
   */
  record Due(LocalDate month, String currency, String billingInterval)
      implements Comparable<Due>, Serializable {
    private static final Comparator<Due> ORDER =
        Comparator.comparing(Due::month)
            .thenComparing(Due::currency)
            .thenComparing(Due::billingInterval);

    @Override
    public int compareTo(Due other) {
      return ORDER.compare(this, other);
    }
  }

  /** The MRR that comes up for renewal, and the customer with the largest part of it. */
  private record Total(long mrrMinor, long customers, long largestMinor, String largestCustomerId)
      implements Serializable {

    static Total of(long mrrMinor, String customerId) {
      return new Total(mrrMinor, mrrMinor > 0 ? 1 : 0, mrrMinor, customerId);
    }

    Total plus(Total other) {
      Total larger = isLargerThan(other) ? this : other;
      return new Total(
          Math.addExact(mrrMinor, other.mrrMinor),
          customers + other.customers,
          larger.largestMinor,
          larger.largestCustomerId);
    }

    private boolean isLargerThan(Total other) {
      int most = Long.compare(largestMinor, other.largestMinor);
      return most != 0
          ? most > 0
          : Utf8Order.compare(largestCustomerId, other.largestCustomerId) > 0;
    }
  }

  /** Totals by month, currency and billing interval. */
  static final class Sums implements Mergeable<Sums> {
    private static final long serialVersionUID = 1L;

    private final HashMap<Due, Total> totals = new HashMap<>();

    private void add(Due due, Total total) {
      totals.merge(due, total, Total::plus);
    }

    @Override
    public void merge(Sums other) {
      other.totals.forEach(this::add);
    }
  }

  @Override
  public Sums empty() {
    return new Sums();
  }

  @Override
  public void observe(CustomerHistory customer, Sums sums) {
    DataWindow window = customer.scope().window();
    Map<Due, Long> mrr = new HashMap<>();
    for (MrrLayer layer : customer.layers()) {
      if (layer.mrrMinor() != 0 && layer.isActiveOn(window.asOf())) {
        LocalDate month = window.date(layer.cycleEndAt()).withDayOfMonth(1);
        Due due = new Due(month, layer.currency(), layer.billingInterval());
        mrr.merge(due, layer.mrrMinor(), Math::addExact);
      }
    }
    mrr.forEach((due, minor) -> sums.add(due, Total.of(minor, customer.customerId())));
  }

  @Override
  public List<TableRows> finish(Sums sums, Results results) {
    RowBuilder row = RowBuilder.of(InsightTables.RENEWAL_CALENDAR);
    List<Row> rows = new ArrayList<>();
    new TreeMap<>(sums.totals)
        .forEach(
            (due, total) ->
                rows.add(
                    row.set("month", due.month())
                        .set("currency", due.currency())
                        .set("billing_interval", due.billingInterval())
                        .set("mrr_due_minor", total.mrrMinor())
                        .set("customers", total.customers())
                        .set("largest_minor", total.largestMinor())
                        .set("largest_customer_id", total.largestCustomerId())
                        .build()));
    return List.of(new TableRows(InsightTables.RENEWAL_CALENDAR, rows));
  }
}
