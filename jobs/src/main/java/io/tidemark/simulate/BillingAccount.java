package io.tidemark.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The billing account of a customer. It turns bills into invoices with tax, payment terms and a
 * running balance.
 *
 * @param currency ISO 4217, upper case
 * @param taxPercent added to the price; 0 for none
 * @param terms time to pay; null if the customer is charged automatically
 */
record BillingAccount(String customerId, String currency, int taxPercent, Duration terms) {

  /** Returns the invoices, in the order they were written. */
  List<SimulatedInvoice> settle(List<Bill> bills) {
    List<Bill> ordered = new ArrayList<>(bills);
    ordered.sort(Comparator.comparing(Bill::createdAt));
    List<SimulatedInvoice> invoices = new ArrayList<>();
    long balance = 0;
    for (Bill bill : ordered) {
      SimulatedInvoice invoice = settle(bill, balance);
      invoices.add(invoice);
      boolean isBalanceKept = invoice.finalizedAt() == null || invoice.voidedAt() != null;
      balance = isBalanceKept ? balance : invoice.endingBalanceMinor();
    }
    return invoices;
  }

  private SimulatedInvoice settle(Bill bill, long balance) {
    long net = bill.lines().stream().mapToLong(l -> l.amountMinor() - l.discountMinor()).sum();
    boolean isTaxed = taxPercent > 0 && bill.subscriptionId() != null;
    long tax = isTaxed ? Cents.percent(net, taxPercent) : 0;
    long total = net + tax;
    boolean isCredited = bill.payment().outcome() == Payment.Outcome.CREDITED && total > 0;
    long owed = total + balance;
    Ends ends = Ends.of(bill, owed);
    return new SimulatedInvoice(
        bill.invoiceId(),
        customerId,
        bill.subscriptionId(),
        currency,
        bill.createdAt(),
        bill.dueAt() != null || terms == null ? bill.dueAt() : bill.createdAt().plus(terms),
        ends.finalizedAt(),
        ends.paidAt(),
        ends.closedAt(),
        ends.voidedAt(),
        ends.uncollectibleAt(),
        bill.usage(),
        bill.lines(),
        bill.coupon(),
        isTaxed ? taxPercent : null,
        tax,
        balance,
        isCredited ? balance : Math.min(0, owed),
        isCredited);
  }

  private record Ends(
      Instant finalizedAt,
      Instant paidAt,
      Instant closedAt,
      Instant voidedAt,
      Instant uncollectibleAt) {

    static Ends of(Bill bill, long owed) {
      Payment.Outcome outcome = bill.payment().outcome();
      Instant finalized = bill.finalizedAt();
      if (outcome == Payment.Outcome.KEPT_DRAFT) {
        return new Ends(null, null, bill.createdAt(), null, null);
      }
      if (owed <= 0) {
        return new Ends(finalized, finalized, finalized, null, null);
      }
      Instant at = finalized.plus(bill.payment().after());
      return switch (outcome) {
        case PAID, CREDITED -> new Ends(finalized, at, at, null, null);
        case VOID -> new Ends(finalized, null, at, at, null);
        case UNCOLLECTIBLE -> new Ends(finalized, null, at, null, at);
        case CLOSED, KEPT_DRAFT -> new Ends(finalized, null, at, null, null);
      };
    }
  }
}
