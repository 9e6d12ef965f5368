package io.tidemark.mrr.engine;

import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The price of the next cycle, which can confirm a price computed from a part of a cycle.
 *
 * @param following the later counting invoices of the stream, in order
 */
record NextCycle(List<Invoice> following, BillingMonths months) {

  /**
   * How the next invoice relates to a cycle. Only {@code SHOWN} gives the price of the next cycle.
   */
  private enum Sight {
    NOTHING_FOLLOWS,
    STARTS_ELSEWHERE,
    RESTARTS,
    STRADDLES,
    OF_ANOTHER_LENGTH,
    SHOWN
  }

  /** Returns the next counting invoice, if there is one. */
  Optional<Invoice> invoice() {
    return following.stream().findFirst();
  }

  /** Infers a cycle's price from later invoices if the next invoice does not show it. */
  Optional<LaterPrice> laterPrice(Cycle cycle) {
    return LaterPrice.of(cycle, following, months);
  }

  /** Returns whether the next invoice shows the price of the next cycle. */
  boolean shows(Cycle cycle) {
    return sight(cycle) == Sight.SHOWN;
  }

  /**
   * Returns the exact price if it is within the uncertainty of a computed price. The exact price is
   * zero if no invoice follows, otherwise the price of the next cycle.
   */
  Optional<Long> confirm(BigFraction price, BigFraction uncertainty, Cycle cycle) {
    return candidate(cycle)
        .filter(exact -> price.subtract(exact).abs().compareTo(uncertainty) <= 0);
  }

  private Optional<Long> candidate(Cycle cycle) {
    return following.isEmpty() ? Optional.of(0L) : priceAfter(cycle);
  }

  /**
   * Returns the price of the next cycle if it starts at the end of this cycle and is equally long.
   */
  Optional<Long> priceAfter(Cycle cycle) {
    return shows(cycle) ? Optional.of(MinorUnits.round(unrounded())) : Optional.empty();
  }

  private BigFraction unrounded() {
    return BigFraction.of(following.get(0).netMinor()).divide(cycleAfter().months());
  }

  private Cycle cycleAfter() {
    Invoice next = following.get(0);
    return Cycle.of(next.serviceStart(), next.serviceEnd(), months);
  }

  private Sight sight(Cycle cycle) {
    if (following.isEmpty()) {
      return Sight.NOTHING_FOLLOWS;
    }
    Invoice next = following.get(0);
    if (!BillingMonths.near(next.serviceStart(), cycle.end())) {
      return Sight.STARTS_ELSEWHERE;
    }
    if (next.startsAnew()) {
      return Sight.RESTARTS;
    }
    if (next.straddles()) {
      return Sight.STRADDLES;
    }
    boolean equallyLong = cycleAfter().months().equals(cycle.months());
    return equallyLong ? Sight.SHOWN : Sight.OF_ANOTHER_LENGTH;
  }

  /** Shows the price to compare with as {@code next_price}. Returns false if there is none. */
  boolean showCandidate(CalculationSteps steps, Cycle cycle) {
    if (following.isEmpty()) {
      steps.amount("next_price", 0, "no later invoice of the subscription");
    } else if (shows(cycle)) {
      Invoice next = following.get(0);
      steps.amount("next_net", next.netMinor(), "invoice " + next.invoiceId());
      steps.months("next_months", months, next.serviceStart(), next.serviceEnd());
      BigFraction exact = BigFraction.of(priceAfter(cycle).orElseThrow());
      String remark = "the next cycle: it starts at the end of this one and has equal length";
      steps.amount("next_price", "round(next_net / next_months)", exact, remark);
    } else {
      return false;
    }
    return true;
  }

  /** Shows the distance between {@code price} and {@code next_price}, and its limit. */
  void showDistance(
      CalculationSteps steps,
      BigFraction price,
      String formula,
      BigFraction uncertainty,
      Cycle cycle) {
    BigFraction distance = price.subtract(candidate(cycle).orElseThrow()).abs();
    steps.amount("distance", "abs(price - next_price)", distance, "between the two prices");
    steps.amount("uncertainty", formula, uncertainty, "from rounding to whole cents");
  }

  /** Returns why the next invoice gives no exact price. */
  String silence(Cycle cycle) {
    String next = invoice().map(Invoice::invoiceId).orElse("");
    return switch (sight(cycle)) {
      case NOTHING_FOLLOWS, SHOWN -> "outside the uncertainty";
      case STARTS_ELSEWHERE ->
          next + ", the next invoice, starts on a different day and confirms nothing";
      case RESTARTS -> next + ", the next invoice, restarts the period and confirms nothing";
      case STRADDLES -> next + ", the next invoice, also bills changes and confirms nothing";
      case OF_ANOTHER_LENGTH ->
          next + ", the next invoice, has a different length and confirms nothing";
    };
  }
}
