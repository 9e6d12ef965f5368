package io.tidemark.mrr.engine;

import io.tidemark.tables.BillingTolerances;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Finds streams in invoices without a subscription. A billing system that combines several
 * subscriptions on one invoice names none of them. At least three consecutive invoices of equal
 * length form a stream of the customer.
 */
public final class ConsolidatedInvoices {
  public static final int LEAST_IN_A_ROW = 3;

  private ConsolidatedInvoices() {}

  /**
   * Returns the streams found in one-off invoices.
   *
   * @param exclusions reason by invoice id; invoices of the streams are removed
   */
  static List<BillingStream> takeFrom(
      List<Invoice> invoices, Map<String, ExclusionReason> exclusions, LayerPolicy rules) {
    List<List<Invoice>> rows = new ArrayList<>();
    List<List<Invoice>> ending = new ArrayList<>();
    invoices.stream()
        .filter(invoice -> exclusions.get(invoice.invoiceId()) == ExclusionReason.ONE_OFF)
        .filter(
            invoice -> invoice.netMinor() > 0 && ExclusionRules.byService(invoice, rules).isEmpty())
        .sorted(Comparator.comparing(Invoice::serviceStart).thenComparing(Invoice::invoiceId))
        .forEach(invoice -> addTo(rows, ending, invoice));
    return rows.stream()
        .filter(row -> row.size() >= LEAST_IN_A_ROW)
        .map(
            row -> {
              row.forEach(invoice -> exclusions.remove(invoice.invoiceId()));
              return stream(row);
            })
        .toList();
  }

  /**
   * Adds an invoice to the first row that it continues, or starts a row.
   *
   * @param ending the rows that invoices from now on can continue, in the order they were started;
   *     the others are removed
   */
  private static void addTo(List<List<Invoice>> rows, List<List<Invoice>> ending, Invoice invoice) {
    Instant earliest = invoice.serviceStart().minus(BillingTolerances.SAME_TIME);
    ending.removeIf(row -> row.get(row.size() - 1).serviceEnd().isBefore(earliest));
    ending.stream()
        .filter(row -> isNext(row.get(row.size() - 1), invoice))
        .findFirst()
        .orElseGet(
            () -> {
              List<Invoice> row = new ArrayList<>();
              rows.add(row);
              ending.add(row);
              return row;
            })
        .add(invoice);
  }

  private static boolean isNext(Invoice last, Invoice invoice) {
    return BillingMonths.near(last.serviceEnd(), invoice.serviceStart())
        && BillingMonths.areEquallyLong(
            last.serviceStart(), last.serviceEnd(), invoice.serviceStart(), invoice.serviceEnd());
  }

  private static BillingStream stream(List<Invoice> row) {
    BillingStream stream = BillingStream.of(row);
    row.forEach(invoice -> stream.doubt(invoice, LowConfidenceReason.CONSOLIDATED));
    return stream;
  }
}
