package io.tidemark.tables;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The currencies in use according to ISO 4217, with their number of decimals. */
public final class Currencies {
  private Currencies() {}

  private static final Map<Integer, Set<String>> BY_DECIMALS =
      Map.of(
          0,
          codes("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
          2,
          codes(
              "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP"
                  + " BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD"
                  + " FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS"
                  + " KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR"
                  + " MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD"
                  + " RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT"
                  + " TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW"),
          3,
          codes("BHD IQD JOD KWD LYD OMR TND"),
          4,
          codes("CLF UYW"));

  private static final Map<String, Integer> DECIMALS = decimalsByCode();

  /** Returns the codes, upper case, in alphabetical order. */
  public static SortedSet<String> all() {
    return new TreeSet<>(DECIMALS.keySet());
  }

  /** Returns whether a code is one of the currencies. */
  public static boolean isKnown(String code) {
    return DECIMALS.containsKey(code);
  }

  /**
   * Returns the number of decimals of an amount: 2 for EUR, 0 for JPY, 3 for KWD.
   *
   * @throws IllegalArgumentException for a code for which {@link #isKnown} is false
   */
  public static int decimals(String code) {
    Integer decimals = DECIMALS.get(code);
    if (decimals == null) {
      throw new IllegalArgumentException("no such currency: " + code);
    }
    return decimals;
  }

  /** Returns an amount in major units with exactly its currency's decimals: 31250.00 for EUR. */
  public static BigDecimal scaled(BigDecimal amount, String code) {
    return amount.setScale(decimals(code), RoundingMode.UNNECESSARY);
  }

  /** Formats an amount in major units for display: {@code 31,250.00 EUR}. */
  public static String text(BigDecimal amount, String code) {
    return String.format(Locale.ROOT, "%,." + decimals(code) + "f %s", amount, code);
  }

  /** Formats an amount in minor units for display: {@code 31,250.00 EUR} for 3125000. */
  public static String text(long minor, String code) {
    return text(BigDecimal.valueOf(minor, decimals(code)), code);
  }

  private static Map<String, Integer> decimalsByCode() {
    Map<String, Integer> decimals = new HashMap<>();
    BY_DECIMALS.forEach((digits, codes) -> codes.forEach(code -> decimals.put(code, digits)));
    return Map.copyOf(decimals);
  }

  private static Set<String> codes(String codes) {
    return Set.of(codes.split(" "));
  }
}
