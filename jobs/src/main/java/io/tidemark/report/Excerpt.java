package io.tidemark.report;

import io.tidemark.tables.Money;
import io.tidemark.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The part of a table that the page shows.
 *
 * @param columns published names; empty for every column of the export
 * @param rows the condition for rows to be shown
 * @param newest in a column, the number of latest values shown; empty for all
 * @param tallied the columns by which all rows are counted, shown or not; empty for no count
 */
public record Excerpt(
    Table table,
    List<String> columns,
    Predicate<Cells> rows,
    Optional<Newest> newest,
    List<String> tallied) {

  /** The latest values of a column, in text order. */
  record Newest(String column, int values) {}

  /** A row, read by column name. */
  @FunctionalInterface
  public interface Cells {
    /** Returns the cell as exported; null if it is empty. */
    String get(String column);
  }

  /** Returns an excerpt with every column and row. */
  static Excerpt of(Table table) {
    return new Excerpt(table, List.of(), row -> true, Optional.empty(), List.of());
  }

  Excerpt columns(String... names) {
    List<String> published =
        table.columns().stream().map(column -> Money.publishedName(column.name())).toList();
    if (!published.containsAll(List.of(names))) {
      throw new IllegalArgumentException(table.name() + " lacks one of " + List.of(names));
    }
    return new Excerpt(table, List.of(names), rows, newest, tallied);
  }

  Excerpt where(Predicate<Cells> shown) {
    return new Excerpt(table, columns, shown, newest, tallied);
  }

  Excerpt newest(String column, int values) {
    return new Excerpt(table, columns, rows, Optional.of(new Newest(column, values)), tallied);
  }

  Excerpt tallied(String... names) {
    return new Excerpt(table, columns, rows, newest, List.of(names));
  }

  /** Returns the shown columns of an export with this header. */
  List<String> shownOf(List<String> header) {
    return columns.isEmpty() ? header : columns;
  }

  /** Returns the rows that are among the newest, in their order. */
  <T> List<T> newestOf(List<T> shown, List<String> values) {
    if (newest.isEmpty()) {
      return shown;
    }
    List<String> latest =
        new ArrayList<>(new TreeSet<>(values).descendingSet())
            .stream().limit(newest.get().values()).toList();
    List<T> kept = new ArrayList<>();
    for (int row = 0; row < shown.size(); row++) {
      if (latest.contains(values.get(row))) {
        kept.add(shown.get(row));
      }
    }
    return kept;
  }
}
