package io.tidemark.report;

import io.tidemark.tables.Column;
import io.tidemark.tables.Money;
import io.tidemark.tables.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Provides the definitions of a table's columns for the page, from the documentation of the table.
 */
final class Definitions {
  private static final Pattern OFFSET = Pattern.compile("m\\d{2,}");

  private Definitions() {}

  /**
   * Returns the documentation of the shown columns, by their published names; amounts are in major
   * units.
   */
  static Map<String, String> of(Table table, List<String> shown) {
    Set<String> named = shown.stream().map(Definitions::nameOf).collect(Collectors.toSet());
    Map<String, String> definitions = new TreeMap<>();
    for (Column column : table.columns()) {
      String name = Money.publishedName(column.name());
      if (named.contains(name)) {
        definitions.put(name, inMajorUnits(column.doc()));
      }
    }
    return definitions;
  }

  /**
   * Returns the name under which the definition of a column is listed; for the cells of a pivot,
   * the first one.
   */
  static String nameOf(String column) {
    return OFFSET.matcher(column).matches() ? "m00" : column;
  }

  private static String inMajorUnits(String doc) {
    return doc.replace(", minor units of two decimals", "")
        .replace(", minor units", "")
        .replace(": minor units or", ": an amount or");
  }
}
