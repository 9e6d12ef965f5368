package io.tidemark.simulate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The history of one customer.
 *
 * @param invoices in the order they were written
 * @param truth in order of time, without overlap
 */
record Life(SimulatedCustomer customer, List<SimulatedInvoice> invoices, List<TrueMrr> truth) {
  /** The value of a dollar, in euro cents. */
  private static final int DOLLAR = 92;

  /** Settles the bills of a customer's subscriptions and one-offs until the world ends. */
  static Life of(
      SimulatedCustomer customer,
      BillingAccount account,
      List<Billing> subscriptions,
      List<Bill> oneOffs,
      SimulationOptions options) {
    List<Bill> bills = new ArrayList<>(oneOffs);
    subscriptions.forEach(subscription -> bills.addAll(subscription.bills()));
    bills.removeIf(bill -> !bill.createdAt().isBefore(options.to()));
    List<SimulatedInvoice> invoices =
        account.settle(bills).stream().map(invoice -> invoice.asKnownAt(options.to())).toList();
    List<Slice> slices =
        subscriptions.stream().flatMap(subscription -> subscription.slices().stream()).toList();
    return new Life(customer, invoices, Truth.of(account, slices, invoices, options));
  }

  /** Returns what an export of a window shows of the customer. The truth stays complete. */
  Life within(Instant from, Instant to) {
    List<SimulatedInvoice> known =
        invoices.stream()
            .filter(invoice -> invoice.createdAt().isBefore(to))
            .map(invoice -> invoice.asKnownAt(to))
            .toList();
    List<SimulatedInvoice> paid =
        known.stream().filter(invoice -> invoice.amountPaidMinor() > 0).toList();
    SimulatedCustomer spender =
        new SimulatedCustomer(
            customer.customerId(),
            customer.createdAt(),
            paid.stream().mapToLong(Life::euros).sum(),
            paid.size(),
            customer.isTaxLocationKnown(),
            customer.isListed());
    List<SimulatedInvoice> shown =
        known.stream().filter(invoice -> !invoice.createdAt().isBefore(from)).toList();
    return new Life(spender, shown, truth);
  }

  private static long euros(SimulatedInvoice invoice) {
    return invoice.currency().equals("USD")
        ? Cents.percent(invoice.amountPaidMinor(), DOLLAR)
        : invoice.amountPaidMinor();
  }
}
