package io.tidemark.insights;

import io.tidemark.insights.TopCustomers.Details;
import io.tidemark.insights.TopCustomers.Rank;
import io.tidemark.insights.TopCustomers.Top;
import io.tidemark.mrr.Account;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.InvoiceFacts;
import io.tidemark.mrr.MrrInterval;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.RowBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Ranks customers by MRR on the as-of date: {@link InsightTables#BIGGEST_CUSTOMERS}. */
public record BiggestCustomers() implements Metric<TopCustomers> {
  private static final int DAYS_BEFORE = 30;

  @Override
  public TopCustomers empty() {
    return new TopCustomers();
  }

  @Override
  public void observe(CustomerHistory customer, TopCustomers sums) {
    LocalDate asOf = customer.scope().months().asOf();
    for (Account account : customer.accounts()) {
      long mrrMinor = account.mrrOn(asOf);
      if (mrrMinor > 0) {
        Top top = sums.of(account.key());
        top.addToTotal(mrrMinor);
        Rank rank = new Rank(mrrMinor, customer.customerId());
        if (top.hasRoomFor(rank)) {
          top.keep(rank, details(customer, account, mrrMinor));
        }
      }
    }
  }

  private static Details details(CustomerHistory customer, Account account, long mrrMinor) {
    MonthRange months = customer.scope().months();
    LocalDate before = months.asOf().minusDays(DAYS_BEFORE);
    boolean isShown = !before.isBefore(months.openingDay());
    MrrInterval first = account.intervals().get(0);
    return new Details(
        first.validFrom(),
        first.startsUnseen(),
        isShown ? Math.subtractExact(mrrMinor, account.mrrOn(before)) : null,
        nextRenewal(customer, account.key()),
        customer.facts().hasPaid(),
        account.isConverted() ? null : billedMinor(customer, account.key().currency()));
  }

  /**
   * Returns the earliest end of an invoiced or implied layer that is active on the as-of date. A
   * converted account includes the layers of all currencies.
   */
  private static LocalDate nextRenewal(CustomerHistory customer, AccountKey account) {
    LocalDate asOf = customer.scope().months().asOf();
    LocalDate next = null;
    for (MrrLayer layer : customer.layers()) {
      boolean isOfAccount = account.isConverted() || layer.currency().equals(account.currency());
      boolean renews = layer.isInvoiced() || layer.isImplied();
      if (isOfAccount && renews && layer.isActiveOn(asOf)) {
        next = next == null || layer.endDate().isBefore(next) ? layer.endDate() : next;
      }
    }
    return next;
  }

  private static Long billedMinor(CustomerHistory customer, String currency) {
    Long sum = null;
    for (InvoiceFacts invoice : customer.invoices()) {
      if (invoice.counts() && invoice.currency().equals(currency)) {
        sum = Math.addExact(sum == null ? 0L : sum, invoice.netMinor());
      }
    }
    return sum;
  }

  @Override
  public List<TableRows> finish(TopCustomers sums, Results results) {
    List<Row> rows = new ArrayList<>();
    sums.byAccount().forEach((account, top) -> addRows(account, top, rows));
    return List.of(new TableRows(InsightTables.BIGGEST_CUSTOMERS, rows));
  }

  private static void addRows(AccountKey account, Top top, List<Row> rows) {
    RowBuilder row = RowBuilder.of(InsightTables.BIGGEST_CUSTOMERS);
    int number = 0;
    long cumulativeMinor = 0;
    for (Map.Entry<Rank, Details> customer : top.kept().entrySet()) {
      Rank rank = customer.getKey();
      Details details = customer.getValue();
      number++;
      cumulativeMinor = Math.addExact(cumulativeMinor, rank.mrrMinor());
      rows.add(
          row.set("currency", account.currency())
              .set("is_converted", account.isConverted())
              .set("rank", number)
              .set("customer_id", rank.customerId())
              .set("mrr_minor", rank.mrrMinor())
              .set("share", Ratios.of(rank.mrrMinor(), top.totalMinor()))
              .set("cumulative_share", Ratios.of(cumulativeMinor, top.totalMinor()))
              .set("since", details.since())
              .set("is_since_earlier", details.isSinceEarlier())
              .set("change_30_days_minor", details.changeMinor())
              .set("next_renewal", details.nextRenewal())
              .set("has_paid", details.hasPaid())
              .set("total_billed_minor", details.billedMinor())
              .build());
    }
  }
}
