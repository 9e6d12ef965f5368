package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A reading of an invoice for several streams, based on later invoices. Of all possible readings,
 * it is the one that makes the invoices add up with the fewest changes.
 *
 * @param parts the part of each stream
 * @param choice number of the initial supposition or, if that allows several readings, of the
 *     reading
 * @param isCertain whether no other reading adds up as simply
 * @param isConfirmed whether later renewals billed the prices of all streams
 */
record JointReading(List<SupposedPart> parts, int choice, boolean isCertain, boolean isConfirmed) {
  private static final Comparator<Supposition> BY_COST = Comparator.comparingInt(Supposition::cost);

  /** The maximum number of later invoices that are evaluated. */
  private static final int MOST_INVOICES = 40;

  private static final int MOST_SUPPOSITIONS = 16;
  private static final int MOST_MORE = 6;
  private static final int MARGIN = 2;
  private static final int IGNORED = 4;

  /**
   * Returns the simplest reading of an invoice, if there is one.
   *
   * @param all the invoices from this one on
   */
  static Optional<JointReading> of(List<Supposition> before, Invoice invoice, Upcoming all) {
    SupposedPeriods periods = SupposedPeriods.of(all);
    List<Supposition> states = new ArrayList<>();
    for (Supposition start : before) {
      for (Supposition found : Suppositions.ofFirst(start, invoice, periods)) {
        boolean isIgnored = found.parts().isEmpty();
        states.add(found.costing(isIgnored ? IGNORED : 0).withParts(found.parts(), states.size()));
      }
    }
    if (states.stream().allMatch(state -> state.parts().isEmpty())) {
      return Optional.empty();
    }
    for (Invoice later : all.invoices().stream().skip(1).limit(MOST_INVOICES).toList()) {
      if (later.startsAnew() || isSettled(states, before.size() == 1)) {
        break;
      }
      List<Supposition> next = new ArrayList<>();
      states.forEach(state -> next.addAll(Suppositions.after(state, later, periods)));
      int least = next.stream().mapToInt(Supposition::cost).min().orElse(0);
      states =
          next.stream()
              .filter(state -> state.cost() <= least + MOST_MORE)
              .sorted(BY_COST)
              .limit(MOST_SUPPOSITIONS)
              .toList();
    }
    return simplest(states.stream().map(Supposition::estimated).toList(), all.invoices().get(0));
  }

  private static Optional<JointReading> simplest(List<Supposition> states, Invoice invoice) {
    List<Supposition> possible =
        states.stream()
            .filter(state -> !isKnown(state) || timed(state, invoice).isPresent())
            .sorted(BY_COST)
            .toList();
    Optional<Supposition> best = possible.stream().filter(JointReading::isKnown).findFirst();
    return best.map(
        state -> {
          int second =
              possible.stream()
                  .filter(other -> other.choice() != state.choice())
                  .mapToInt(Supposition::cost)
                  .min()
                  .orElse(Integer.MAX_VALUE);
          boolean isCertain =
              !state.isForced()
                  && state.parts().stream().allMatch(SupposedPart::isTimed)
                  && second >= state.cost() + MARGIN
                  && state.isFollowed()
                  && isToTheCent(state);
          return new JointReading(
              timed(state, invoice).orElseThrow(), state.choice(), isCertain, state.isConfirmed());
        });
  }

  private static boolean isKnown(Supposition state) {
    return state.parts().stream().allMatch(SupposedPart::isKnown);
  }

  /** Returns whether the prices of its renewals are exact to the minor unit. */
  private static boolean isToTheCent(Supposition state) {
    return state.parts().stream()
        .filter(SupposedPart::isRenewed)
        .noneMatch(part -> part.after().tolerance().compareTo(BigFraction.ONE) > 0);
  }

  /** Returns the parts with the time of the second of two changes. Empty if no time is possible. */
  private static Optional<List<SupposedPart>> timed(Supposition state, Invoice invoice) {
    List<SupposedPart> others = new ArrayList<>(state.parts());
    List<SupposedPart> untimed = others.stream().filter(part -> !part.isTimed()).toList();
    if (untimed.size() != 1) {
      return Optional.of(others).filter(parts -> untimed.isEmpty());
    }
    SupposedPart open = untimed.get(0);
    others.remove(open);
    BigFraction left = BigFraction.of(invoice.netMinor()).subtract(open.ofRenewal().amount());
    for (SupposedPart other : others) {
      left = left.subtract(other.billed().amount());
    }
    Instant time = open.changedFor(left);
    boolean isWithin =
        time != null
            && time.isAfter(invoice.serviceStart())
            && time.isBefore(invoice.anchor())
            && open.before().runsAt(time);
    if (!isWithin) {
      return Optional.empty();
    }
    others.add(open.at(time));
    return Optional.of(others);
  }

  /**
   * Returns whether every supposition close to the simplest is exact and confirmed. With a single
   * initial supposition, a reading without changes needs confirmation only for the shorter streams.
   */
  private static boolean isSettled(List<Supposition> states, boolean isOfKnown) {
    int least = states.stream().mapToInt(Supposition::cost).min().orElse(0);
    return states.stream()
        .filter(state -> state.cost() < least + MARGIN)
        .allMatch(
            state ->
                isToTheCent(state.estimated())
                    && (state.isConfirmed()
                        || (isOfKnown && !state.isChange() && state.isFollowed())));
  }
}
