package io.tidemark.audit;

import io.tidemark.audit.ReconciliationSums.Line;
import io.tidemark.config.Settings;
import io.tidemark.insights.CustomerHistory;
import io.tidemark.insights.Metric;
import io.tidemark.insights.Results;
import io.tidemark.insights.TableRows;
import io.tidemark.mrr.InvoiceFacts;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.mrr.engine.Posting;
import io.tidemark.tables.AuditTables;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.spark.sql.Row;

/**
 * Computes the reconciliation of each currency: {@link AuditTables#RECONCILIATION}. Every invoice
 * is counted or excluded for a reason, and the amount counted is exactly the amount in layers and
 * under named lines. An amount that a reset or restart moves leaves one layer and enters another,
 * so it is a memo line. Manual adjustments are memo lines too, as MRR per month.
 *
 * @param amount the invoice amount that MRR is computed from
 */
public record Reconciliation(Settings.Amount amount) implements Metric<ReconciliationSums> {

  @Override
  public ReconciliationSums empty() {
    return new ReconciliationSums();
  }

  @Override
  public void observe(CustomerHistory customer, ReconciliationSums sums) {
    for (InvoiceFacts invoice : customer.invoices()) {
      String code = invoice.counts() ? CurrencyBooks.COUNTED : invoice.exclusionReason();
      sums.count(new Line(invoice.currency(), code), invoice.amountMinor(amount));
    }
    for (MrrLayer layer : customer.layers()) {
      if (layer.isAdjustment()) {
        boolean isUp = layer.mrrMinor() >= 0;
        String code = isUp ? CurrencyBooks.ADJUSTED_UP : CurrencyBooks.ADJUSTED_DOWN;
        sums.count(new Line(layer.currency(), code), layer.mrrMinor());
      } else if (layer.isInvoiced()) {
        addServed(layer, sums);
      }
    }
    for (Posting posting : customer.postings().postings()) {
      sums.add(
          new Line(posting.currency(), posting.line().name()),
          posting.amount().getNumerator(),
          BigFraction.ONE,
          posting.amount().getDenominator());
    }
  }

  /** Adds {@code mrr * months of the cycle * seconds of the layer / seconds of the cycle}. */
  private static void addServed(MrrLayer layer, ReconciliationSums sums) {
    long seconds = layer.endAt().getEpochSecond() - layer.startAt().getEpochSecond();
    long cycle = layer.cycleEndAt().getEpochSecond() - layer.cycleStartAt().getEpochSecond();
    sums.add(
        new Line(layer.currency(), CurrencyBooks.SERVED),
        BigInteger.valueOf(layer.mrrMinor()).multiply(BigInteger.valueOf(seconds)),
        layer.cycleMonths(),
        BigInteger.valueOf(cycle));
  }

  @Override
  public List<TableRows> finish(ReconciliationSums sums, Results results) {
    List<Row> rows = new ArrayList<>();
    sums.byCurrency().values().forEach(books -> rows.addAll(books.rows()));
    return List.of(new TableRows(AuditTables.RECONCILIATION, rows));
  }

  /**
   * Returns the currencies that do not balance.
   *
   * @param rows of {@link AuditTables#RECONCILIATION}
   */
  public static List<String> unbalanced(List<Row> rows) {
    return rows.stream()
        .filter(row -> !row.<Boolean>getAs("is_balanced"))
        .map(row -> row.<String>getAs("currency"))
        .distinct()
        .toList();
  }
}
