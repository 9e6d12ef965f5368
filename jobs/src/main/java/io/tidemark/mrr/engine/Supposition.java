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
 * What the invoices so far may have billed for each of several streams.
 *
 * @param streams by number
 * @param parts of the first of these invoices
 * @param choice number of the reading of the first invoice that it began with
 * @param cost the less, the simpler
 * @param unknowns how many prices and cents were taken to be unknown
 * @param estimates of those that are known but for some cents
 * @param confirmed streams of which a later renewal without a change billed just that price
 * @param isForced a renewal was taken to have any price, as nothing made it add up
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

  /** The same with one more price that is not known: its number is {@link #unknowns} here. */
  Supposition withUnknown() {
    return new Supposition(
        streams, parts, choice, cost, unknowns + 1, estimates, confirmed, isForced);
  }

  /** The same with one more amount that is nothing but for some cents. */
  Supposition withCents(BigFraction cents) {
    Map<Integer, SupposedPrice> others = new TreeMap<>(estimates);
    others.put(unknowns, SupposedPrice.of(BigFraction.ZERO, cents));
    return new Supposition(streams, parts, choice, cost, unknowns + 1, others, confirmed, isForced);
  }

  /**
   * The same where {@code amount} is zero: an unknown price in it follows. Nothing where it cannot
   * be, or where a price would be impossible.
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

  /** Of the unknown prices, one without an estimate, and of these the heaviest. */
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

  /** The same with its estimates in the place of unknown prices. */
  Supposition estimated() {
    Supposition known = this;
    for (Map.Entry<Integer, SupposedPrice> estimate : estimates.entrySet()) {
      known = known.replacing(estimate.getKey(), estimate.getValue());
    }
    return known;
  }

  /** The price with estimates in the place of unknown ones. */
  SupposedPrice estimated(SupposedPrice price) {
    SupposedPrice known = price;
    for (Map.Entry<Integer, SupposedPrice> estimate : estimates.entrySet()) {
      known = known.with(estimate.getKey(), estimate.getValue());
    }
    return known;
  }

  /** No price is one that nothing costs. */
  boolean isPossible() {
    return streams.values().stream().noneMatch(stream -> stream.price().isImpossible())
        && parts.stream()
            .noneMatch(part -> part.after().isImpossible() || part.before().price().isImpossible());
  }

  /** The first invoice bills a change. */
  boolean isChange() {
    return parts.isEmpty() || parts.stream().anyMatch(SupposedPart::isChanged);
  }

  /** Later renewals billed the prices of all streams. */
  boolean isConfirmed() {
    return confirmed.containsAll(streams.keySet())
        && estimated().parts().stream().allMatch(SupposedPart::isKnown);
  }

  /** Later renewals billed the prices of all that the first invoice renews but the longest. */
  boolean isFollowed() {
    long longest = parts.stream().mapToLong(part -> part.before().seconds()).max().orElse(0);
    return parts.stream()
        .filter(part -> part.isRenewed() && part.before().seconds() < longest)
        .allMatch(part -> confirmed.contains(part.stream()));
  }
}
