package io.tidemark.report;

import io.tidemark.tables.Money;
import io.tidemark.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.types.BooleanType;

/** A page of tables as a person writes them: a header, then fields between bars. */
final class LiteralPage {
  static final Facts FACTS =
      new Facts(
          "0123456789abcdef",
          "0.1.0",
          LocalDate.parse("2025-02-28"),
          LocalDate.parse("2025-01-01"),
          LocalDate.parse("2025-03-01"),
          "UTC",
          "EUR",
          Map.of("reporting_currency", "EUR", "relational.host", "db.internal"),
          List.of("daily_mrr key is unique"));

  private final PageData figures;

  LiteralPage() {
    this(FACTS);
  }

  LiteralPage(Facts facts) {
    this.figures = new PageData(facts);
  }

  /** Empty fields are null; a column that is left out is null too, or false. */
  LiteralPage with(Table table, String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    List<String> given = fields(lines.get(0));
    return with(
        table, given, lines.subList(1, lines.size()).stream().map(LiteralPage::fields).toList());
  }

  /** The same of rows that were computed. */
  LiteralPage with(Table table, List<String> given, List<List<String>> rows) {
    List<String> header = new ArrayList<>(given);
    List<String> absent = new ArrayList<>();
    table.columns().stream()
        .filter(column -> !given.contains(Money.publishedName(column.name())))
        .forEach(
            column -> {
              header.add(Money.publishedName(column.name()));
              absent.add(column.type() instanceof BooleanType ? "false" : null);
            });
    Excerpt excerpt =
        Stream.concat(Excerpts.all().stream(), Excerpts.histories(Set.of("cus_b")).stream())
            .filter(each -> each.table().equals(table))
            .findFirst()
            .orElseThrow();
    figures.add(
        excerpt,
        header,
        rows.stream()
            .map(
                row -> {
                  List<String> cells = new ArrayList<>(row);
                  cells.addAll(absent);
                  return cells;
                }));
    return this;
  }

  PageData figures() {
    return figures;
  }

  Path write(Path folder) {
    try {
      return Files.writeString(folder.resolve("index.html"), Page.of(figures));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static List<String> fields(String line) {
    return Arrays.stream(line.split("\\|", -1))
        .map(String::trim)
        .map(field -> field.isEmpty() ? null : field)
        .toList();
  }
}
