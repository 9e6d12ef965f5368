package io.tidemark.audit;

import io.tidemark.insights.KeyedSums;
import io.tidemark.insights.Mergeable;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The exact amounts of each currency and line, with the number of invoices or adjustments. Amounts
 * with the same divisor are added as integers, so that each fraction is computed only once.
 */
final class ReconciliationSums implements Mergeable<ReconciliationSums> {
  private static final long serialVersionUID = 1L;

  /**
   * A line of the reconciliation of a currency.
   *
   * @param code in upper case
   */
  record Line(String currency, String code) implements Comparable<Line>, Serializable {
    private static final Comparator<Line> ORDER =
        Comparator.comparing(Line::currency).thenComparing(Line::code);

    @Override
    public int compareTo(Line other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * A group of amounts whose numerators are multiplied by {@code months} and divided by {@code
   * divisor}.
   */
  private record Part(Line line, BigFraction months, BigInteger divisor) implements Serializable {
    private BigFraction amount(BigInteger numerator) {
      return BigFraction.of(numerator, divisor).multiply(months);
    }
  }

  private final HashMap<Part, BigInteger> numerators = new HashMap<>();
  private final KeyedSums<Line> counts = new KeyedSums<>(1);

  /** Adds an amount of one invoice or adjustment, in minor units. */
  void count(Line line, long minor) {
    add(line, BigInteger.valueOf(minor), BigFraction.ONE, BigInteger.ONE);
    counts.add(line, 1);
  }

  /** Adds {@code numerator * months / divisor}, in minor units. */
  void add(Line line, BigInteger numerator, BigFraction months, BigInteger divisor) {
    numerators.merge(new Part(line, months, divisor), numerator, BigInteger::add);
  }

  @Override
  public void merge(ReconciliationSums other) {
    other.numerators.forEach((part, sum) -> numerators.merge(part, sum, BigInteger::add));
    counts.merge(other.counts);
  }

  /** Returns the lines of each currency that has any amount. */
  SortedMap<String, CurrencyBooks> byCurrency() {
    Map<Line, BigFraction> amounts = new TreeMap<>();
    numerators.forEach(
        (part, sum) -> amounts.merge(part.line(), part.amount(sum), BigFraction::add));
    SortedMap<String, CurrencyBooks> books = new TreeMap<>();
    amounts.forEach(
        (line, amount) ->
            books
                .computeIfAbsent(line.currency(), CurrencyBooks::new)
                .set(line.code(), amount, counts.get(line)[0]));
    return books;
  }
}
