package io.tidemark.tables;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The currencies of ISO 4217 that amounts can be in, and how many decimals each has. */
public final class Currencies {
  private static final SortedMap<String, Integer> DECIMALS = decimalsByCode();

  private Currencies() {}

  /** Whether amounts can be in it: metals, funds' units and test codes have no minor unit. */
  public static boolean isKnown(String code) {
    return DECIMALS.containsKey(code);
  }

  /**
   * How many decimals an amount has: 2 for EUR, 0 for JPY, 3 for KWD.
   *
   * @param code upper case
   * @throws IllegalArgumentException for a code that {@link #isKnown} denies
   */
  public static int decimals(String code) {
    Integer decimals = DECIMALS.get(code);
    if (decimals == null) {
      throw new IllegalArgumentException("no such currency: " + code);
    }
    return decimals;
  }

  /** An amount in major units with exactly its currency's decimals: 31250.00 for EUR. */
  public static BigDecimal scaled(BigDecimal amount, String code) {
    return amount.setScale(decimals(code), RoundingMode.UNNECESSARY);
  }

  /** An amount in major units for people: {@code 31,250.00 EUR}. */
  public static String text(BigDecimal amount, String code) {
    return String.format(Locale.ROOT, "%,." + decimals(code) + "f %s", amount, code);
  }

  /** The codes by their number of decimals. */
  static SortedMap<Integer, SortedSet<String>> codesByDecimals() {
    SortedMap<Integer, SortedSet<String>> codes = new TreeMap<>();
    DECIMALS.forEach(
        (code, decimals) -> codes.computeIfAbsent(decimals, none -> new TreeSet<>()).add(code));
    return codes;
  }

  private static SortedMap<String, Integer> decimalsByCode() {
    SortedMap<String, Integer> decimals = new TreeMap<>();
    for (Currency currency : Currency.getAvailableCurrencies()) {
      if (currency.getDefaultFractionDigits() >= 0) {
        decimals.put(currency.getCurrencyCode(), currency.getDefaultFractionDigits());
      }
    }
    return decimals;
  }
}
