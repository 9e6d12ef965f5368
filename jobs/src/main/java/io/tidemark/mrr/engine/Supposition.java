package io.tidemark.mrr.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A possible explanation of the invoices so far: what they billed for each of several streams.
 *
 * @param streams streams by number
 * @param parts the parts of the first invoice
 * @param choice number of the reading of the first invoice that it started with
 * @param cost complexity; a simpler supposition costs less
 * @param unknowns number of unknown prices and amounts so far
 * @param estimates unknown amounts that are known within a few cents
 * @param confirmed streams for which a later renewal without a change billed exactly the price
 * @param isForced whether a renewal was assumed to have an arbitrary price because nothing else
 *     added up
 */
record Supposition(
    SortedMap<Integer, SupposedStream> streams,
    List<SupposedPart> parts,
    int choice,
    int cost,
    int unknowns,
    Map<Integer, SupposedPrice> estimates,
    Set<Integer> confirmed,
    boolean isForced) {

  static Supposition of(List<BillingStream> streams) {
    Supposition state =
        new Supposition(new TreeMap<>(), List.of(), 0, 0, 0, Map.of(), Set.of(), false);
    for (BillingStream stream : streams) {
      SupposedPrice price = SupposedPrice.of(stream.price());
      if (stream.tolerance().compareTo(BigFraction.ZERO) > 0) {
        price = price.plus(SupposedPrice.unknown(state.unknowns()));
        state = state.withCents(stream.tolerance());
      }
      state =
          state.with(
              state.streams().size(), new SupposedStream(stream.start(), stream.end(), price));
    }
    return state;
  }

  Supposition withParts(List<SupposedPart> ofFirst, int number) {
    return new Supposition(
        streams, ofFirst, number, cost, unknowns, estimates, confirmed, isForced);
  }

  Supposition costing(int more) {
    return new Supposition(
        streams, parts, choice, cost + more, unknowns, estimates, confirmed, isForced);
  }

  Supposition forced() {
    return new Supposition(streams, parts, choice, cost, unknowns, estimates, confirmed, true);
  }

  Supposition with(int number, SupposedStream stream) {
    SortedMap<Integer, SupposedStream> others = new TreeMap<>(streams);
    others.put(number, stream);
    return new Supposition(others, parts, choice, cost, unknowns, estimates, confirmed, isForced);
  }

  Supposition without(int number) {
    SortedMap<Integer, SupposedStream> others = new TreeMap<>(streams);
    others.remove(number);
    return new Supposition(others, parts, choice, cost, unknowns, estimates, confirmed, isForced);
  }

  Supposition confirming(int number) {
    Set<Integer> more = new TreeSet<>(confirmed);
    more.add(number);
    return new Supposition(streams, parts, choice, cost, unknowns, estimates, more, isForced);
  }

  /**
   * Returns this supposition with one more unknown price. Its number is {@link #unknowns} before
   * the call.
   */
  Supposition withUnknown() {
    return new Supposition(
        streams, parts, choice, cost, unknowns + 1, estimates, confirmed, isForced);
  }

  /** Returns this supposition with one more unknown amount, which is zero within a few cents. */
  Supposition withCents(BigFraction cents) {
    Map<Integer, SupposedPrice> others = new TreeMap<>(estimates);
    others.put(unknowns, SupposedPrice.of(BigFraction.ZERO, cents));
    return new Supposition(streams, parts, choice, cost, unknowns + 1, others, confirmed, isForced);
  }

  /**
   * Returns this supposition under the condition that {@code amount} is zero, which determines one
   * of its unknown prices. Empty if the condition cannot hold or makes a price impossible.
   */
  Optional<Supposition> where(SupposedPrice amount) {
    SupposedPrice estimated = estimated(amount);
    if (estimated.isKnown() && !estimated.mayBeNothing()) {
      return Optional.empty();
    }
    if (amount.isKnown()) {
      return Optional.of(this);
    }
    int number = unknownOf(amount);
    BigFraction factor = amount.unknowns().get(number);
    SupposedPrice price = amount.with(number, SupposedPrice.NOTHING).divide(factor.negate());
    return Optional.of(replacing(number, price)).filter(state -> state.estimated().isPossible());
  }

  /**
   * Returns the unknown price to solve for: one without an estimate if possible, and of these the
   * one with the largest factor.
   */
  private int unknownOf(SupposedPrice amount) {
    return amount.unknowns().keySet().stream()
        .max(
            Comparator.<Integer, Boolean>comparing(number -> !estimates.containsKey(number))
                .thenComparing(number -> amount.unknowns().get(number).abs()))
        .orElseThrow();
  }

  private Supposition replacing(int number, SupposedPrice price) {
    SortedMap<Integer, SupposedStream> others = new TreeMap<>();
    streams.forEach(
        (key, stream) -> others.put(key, stream.withPrice(stream.price().with(number, price))));
    List<SupposedPart> solved = new ArrayList<>();
    parts.forEach(part -> solved.add(part.with(number, price)));
    return new Supposition(others, solved, choice, cost, unknowns, estimates, confirmed, isForced);
  }

  /** Returns this supposition with estimates in place of unknown prices. */
  Supposition estimated() {
    Supposition known = this;
    for (Map.Entry<Integer, SupposedPrice> estimate : estimates.entrySet()) {
      known = known.replacing(estimate.getKey(), estimate.getValue());
    }
    return known;
  }

  /** Returns the price with estimates in place of unknown prices. */
  SupposedPrice estimated(SupposedPrice price) {
    SupposedPrice known = price;
    for (Map.Entry<Integer, SupposedPrice> estimate : estimates.entrySet()) {
      known = known.with(estimate.getKey(), estimate.getValue());
    }
    return known;
  }

  /** Returns whether all prices are possible. */
  boolean isPossible() {
    return streams.values().stream().noneMatch(stream -> stream.price().isImpossible())
        && parts.stream()
            .noneMatch(part -> part.after().isImpossible() || part.before().price().isImpossible());
  }

  /** Returns whether the first invoice bills a change, or no part of the streams. */
  boolean isChange() {
    return parts.isEmpty() || parts.stream().anyMatch(SupposedPart::isChanged);
  }

  /** Returns whether later renewals billed the prices of all streams. */
  boolean isConfirmed() {
    return confirmed.containsAll(streams.keySet())
        && estimated().parts().stream().allMatch(SupposedPart::isKnown);
  }

  /**
   * Returns whether later renewals billed the prices of all streams that the first invoice renews,
   * except the longest.
   */
  boolean isFollowed() {
    long longest = parts.stream().mapToLong(part -> part.before().seconds()).max().orElse(0);
    return parts.stream()
        .filter(part -> part.isRenewed() && part.before().seconds() < longest)
        .allMatch(part -> confirmed.contains(part.stream()));
  }
}
