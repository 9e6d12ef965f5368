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

/** What the columns of a table say, for a reader of the page: the tables' own documentation. */
final class Definitions {
  private static final Pattern OFFSET = Pattern.compile("m\\d{2,}");

  private Definitions() {}

  /**
   * The documentation of the columns shown, by their published names; amounts are in major units.
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

  /** The name under which the definition of a column stands: of the cells of a pivot, the first. */
  static String nameOf(String column) {
    return OFFSET.matcher(column).matches() ? "m00" : column;
  }

  private static String inMajorUnits(String doc) {
    return doc.replace(", minor units of two decimals", "")
        .replace(", minor units", "")
        .replace(": minor units or", ": an amount or");
  }
}
