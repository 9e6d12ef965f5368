package io.tidemark.mrr.engine;

import java.util.List;

/** Recognizes invoices that bill a licence in advance and usage in arrears. */
final class UsageInArrears {
  private UsageInArrears() {}

  /**
   * Returns whether the invoice is one of at least two consecutive ones that bill the coming cycle
   * and the usage of the elapsed cycle.
   */
  static boolean isIn(List<Invoice> invoices, Invoice invoice) {
    int index = invoices.indexOf(invoice);
    return invoice.coversUsage()
        && (isNextTo(invoices, invoice, index - 1) || isNextTo(invoices, invoice, index + 1));
  }

  private static boolean isNextTo(List<Invoice> invoices, Invoice invoice, int index) {
    if (index < 0 || index >= invoices.size() || !invoices.get(index).coversUsage()) {
      return false;
    }
    Invoice other = invoices.get(index);
    return BillingMonths.near(other.usageEnd(), invoice.usageStart())
        || BillingMonths.near(other.usageStart(), invoice.usageEnd());
  }
}
