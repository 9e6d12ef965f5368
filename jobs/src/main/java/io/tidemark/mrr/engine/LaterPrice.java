package io.tidemark.mrr.engine;

import java.util.List;
import java.util.Optional;

/**
 * The price of a cycle, inferred from later invoices if the next invoice does not show it. An
 * invoice that credits the rest of the cycle gives the price from its own later price, and so on
 * until a plain cycle or a cancellation.
 *
 * @param price the price of a whole cycle
 * @param exchange the invoice that credits the cycle; empty if the price is shown directly
 * @param after the inferred price after that invoice
 * @param supposesOneChange whether it rests on an assumption: that a renewal among these invoices
 *     bills a single change, or that the last credit ends the subscription
 * @param shownBy the source of the price, in plain text; empty if it is inferred from an exchange
 */
record LaterPrice(
    PriceRange price,
    Optional<CreditAndCharge> exchange,
    Optional<LaterPrice> after,
    boolean supposesOneChange,
    String shownBy) {

  private static final String CANCELLED = "supposing that the last credit ends the subscription";

  /** The maximum number of invoices that are followed. */
  private static final int MOST_INVOICES = 12;

  /**
   * Infers the price of a cycle.
   *
   * @param following the later invoices, in order
   */
  static Optional<LaterPrice> of(Cycle cycle, List<Invoice> following, BillingMonths months) {
    return of(cycle, following.stream().limit(MOST_INVOICES).toList(), months, false);
  }

  private static Optional<LaterPrice> of(
      Cycle cycle, List<Invoice> following, BillingMonths months, boolean isCancelled) {
    if (following.isEmpty()) {
      return isCancelled
          ? Optional.of(shown(0, "no later invoice of the subscription"))
          : Optional.empty();
    }
    Invoice next = following.get(0);
    List<Invoice> rest = following.subList(1, following.size());
    boolean isWithin =
        !next.serviceStart().isBefore(cycle.start()) && next.serviceStart().isBefore(cycle.end());
    boolean endsWithCycle = isWithin && BillingMonths.near(next.serviceEnd(), cycle.end());
    if (endsWithCycle && next.startsAnew() && next.netMinor() < 0) {
      HiddenPeriod hidden = HiddenPeriod.of(next.serviceStart(), rest.stream().findFirst(), months);
      Cycle fresh = Cycle.of(next.serviceStart(), hidden.end(), months);
      return through(
          credit(next, cycle, CreditAndCharge.Charged.WHOLE, months),
          of(fresh, rest, months, true));
    }
    if (endsWithCycle) {
      boolean mayCancel = rest.isEmpty() && next.netMinor() < 0;
      return through(
          credit(next, cycle, CreditAndCharge.Charged.REST, months),
          mayCancel ? Optional.of(cancelled()) : of(cycle, rest, months, false));
    }
    if (next.straddles()) {
      return ofStraddle(cycle, next, rest, months);
    }
    if (isWithin && next.startsAnew()) {
      Cycle fresh = Cycle.of(next.serviceStart(), next.serviceEnd(), months);
      return through(
          credit(next, cycle, CreditAndCharge.Charged.WHOLE, months),
          of(fresh, rest, months, false));
    }
    return new NextCycle(following, months)
        .priceAfter(cycle)
        .filter(price -> next.netMinor() >= 0)
        .map(price -> shown(next.netMinor(), next.invoiceId() + ", a full cycle"));
  }

  private static Optional<LaterPrice> ofStraddle(
      Cycle cycle, Invoice next, List<Invoice> rest, BillingMonths months) {
    Optional<CreditAndCharge> exchange = straddle(next, months);
    boolean isOfCycle =
        BillingMonths.near(next.usageEnd(), cycle.end())
            && BillingMonths.near(next.usageStart(), cycle.start());
    if (exchange.isEmpty() || !isOfCycle) {
      return Optional.empty();
    }
    Cycle fresh = Cycle.of(next.usageEnd(), next.serviceEnd(), months);
    return through(exchange.get(), of(fresh, rest, months, false));
  }

  /**
   * Returns a renewal that also bills a change as a credit and a charge, if the old and the new
   * cycle are equally long.
   */
  static Optional<CreditAndCharge> straddle(Invoice invoice, BillingMonths months) {
    Cycle old = Cycle.of(invoice.usageStart(), invoice.usageEnd(), months);
    boolean isAsLong =
        old.months().equals(months.between(invoice.usageEnd(), invoice.serviceEnd()));
    return isAsLong
        ? Optional.of(credit(invoice, old, CreditAndCharge.Charged.REST_AND_WHOLE, months))
        : Optional.empty();
  }

  private static CreditAndCharge credit(
      Invoice invoice, Cycle cycle, CreditAndCharge.Charged charged, BillingMonths months) {
    return new CreditAndCharge(
        invoice, cycle, invoice.serviceStart(), cycle.end(), charged, months.inexactSeconds());
  }

  private static Optional<LaterPrice> through(
      CreditAndCharge exchange, Optional<LaterPrice> after) {
    boolean straddles = exchange.charged() == CreditAndCharge.Charged.REST_AND_WHOLE;
    return after
        .map(
            later ->
                new LaterPrice(
                    exchange.before(later.price()),
                    Optional.of(exchange),
                    after,
                    straddles || later.supposesOneChange(),
                    ""))
        .filter(later -> !later.price().isEmpty() && later.price().most() >= 0);
  }

  /** Returns a price of zero, supposing that the last invoice of a subscription cancels it. */
  private static LaterPrice cancelled() {
    return new LaterPrice(PriceRange.of(0), Optional.empty(), Optional.empty(), true, CANCELLED);
  }

  /**
   * Returns whether this price is more likely than that of a single change. If the last invoice is
   * a credit, it is a cancellation only if it exceeds the other price; otherwise it may reduce it.
   */
  boolean outweighs(PriceRange ofOneChange) {
    if (!supposesOneChange || ofOneChange.isEmpty()) {
      return true;
    }
    if (!supposesCancellation()) {
      return price.isRounderThan(ofOneChange);
    }
    boolean isCredited = after.filter(later -> later.exchange.isEmpty()).isPresent();
    return isCredited && price.least() > ofOneChange.most();
  }

  private boolean supposesCancellation() {
    return after.map(LaterPrice::supposesCancellation).orElse(shownBy.equals(CANCELLED));
  }

  private static LaterPrice shown(long price, String by) {
    return new LaterPrice(PriceRange.of(price), Optional.empty(), Optional.empty(), false, by);
  }

  /** Shows how the price is inferred. Returns the symbols of its lower and upper bounds. */
  String[] show(CalculationSteps steps, int level) {
    if (exchange.isEmpty()) {
      String symbol = "later_" + level;
      steps.amount(symbol, price.least(), shownBy);
      return new String[] {symbol, symbol};
    }
    LaterPrice later = after.orElseThrow();
    exchange.get().showBefore(steps, later.price(), later.show(steps, level + 1), level);
    return new String[] {"later_least_" + level, "later_most_" + level};
  }
}
