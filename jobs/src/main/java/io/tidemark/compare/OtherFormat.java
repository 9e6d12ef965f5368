package io.tidemark.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of another system, with its header names.
 *
 * <p>{@link #STRIPE} is the dashboard report "MRR per subscriber per month": a row per customer and
 * a column per month, such as 2025-06, in the customer's currency. {@link #CHARTMOGUL} is the
 * dataset "MRR Movements" of ChartMogul's destinations: a row per change, in minor units of the
 * account's currency. {@link #GENERIC} is a row per customer and month, or a row per customer and a
 * column per month.
 */
public enum OtherFormat {
  STRIPE(false, false, Map.of("customer", "Customer ID", "currency", "Currency")),
  CHARTMOGUL(
      true,
      true,
      Map.of("customer", "CUSTOMER_EXTERNAL_ID", "month", "DATE", "mrr", "MRR_MOVEMENT")),
  GENERIC(
      false,
      false,
      Map.of("customer", "customer", "month", "month", "currency", "currency", "mrr", "mrr"));

  /** The fields of a row. */
  static final String CUSTOMER = "customer";

  static final String MONTH = "month";
  static final String CURRENCY = "currency";
  static final String MRR = "mrr";
  static final List<String> FIELDS = List.of(CUSTOMER, MONTH, CURRENCY, MRR);

  private final boolean hasMovements;
  private final boolean hasMinorUnits;
  private final Map<String, String> headers;

  OtherFormat(boolean hasMovements, boolean hasMinorUnits, Map<String, String> headers) {
    this.hasMovements = hasMovements;
    this.hasMinorUnits = hasMinorUnits;
    this.headers = headers;
  }

  /** Returns the name on the command line. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether a row is a change of MRR on a day rather than the MRR of a month. */
  boolean hasMovements() {
    return hasMovements;
  }

  /** Returns whether amounts are in minor units. */
  boolean hasMinorUnits() {
    return hasMinorUnits;
  }

  /** Returns the header of each field, with those that the user names instead. */
  Map<String, String> headers(Map<String, String> columns) {
    Map<String, String> merged = new TreeMap<>(headers);
    merged.putAll(columns);
    return merged;
  }

  /** Returns one line for each column of the command line that is not a field. */
  static List<String> problems(Map<String, String> columns) {
    List<String> problems = new ArrayList<>();
    columns.keySet().stream()
        .filter(name -> !FIELDS.contains(name))
        .forEach(name -> problems.add("--column: \"" + name + "\" must be one of " + FIELDS));
    return problems;
  }
}
