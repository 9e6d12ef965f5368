package io.tidemark.compare;

import io.tidemark.errors.Errors;
import io.tidemark.tables.Currencies;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How to read the file of the other system.
 *
 * @param columns header names by field, instead of those of the format
 * @param month the month of all rows of a file without months; null if it has them
 * @param currency the currency of all rows of a file without currencies; null for the reporting
 *     currency
 * @param hasMinorUnits whether amounts are in minor units, such as cents
 */
public record OtherOptions(
    OtherFormat format,
    Map<String, String> columns,
    YearMonth month,
    String currency,
    boolean hasMinorUnits) {

  /**
   * Validates the options.
   *
   * @throws io.tidemark.errors.UserError with all problems
   */
  public OtherOptions {
    columns = Map.copyOf(columns);
    List<String> problems = new ArrayList<>(OtherFormat.problems(columns));
    if (currency != null && !Currencies.isKnown(currency)) {
      problems.add("--currency: \"" + currency + "\" must be an ISO 4217 currency, such as EUR");
    }
    if (!problems.isEmpty()) {
      throw Errors.commandLine("compare", problems);
    }
    hasMinorUnits |= format.hasMinorUnits();
  }

  Map<String, String> headers() {
    return format.headers(columns);
  }
}
