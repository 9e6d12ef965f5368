package io.tidemark.outputs;

import io.tidemark.audit.Audits;
import io.tidemark.audit.UniqueKey;
import io.tidemark.tables.Money;
import io.tidemark.tables.Table;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Watches the rows of a table go by in the order of its key, for keys that more than one has. */
final class KeyWatch implements Iterator<Row> {
  private final Table table;
  private final Iterator<Row> rows;
  private final List<Integer> positions;
  private List<Object> key = List.of();
  private boolean isDouble;
  private long doubles;
  private String example;

  KeyWatch(Table table, StructType published, Iterator<Row> rows) {
    this.table = table;
    this.rows = rows;
    this.positions =
        table.key().stream().map(name -> published.fieldIndex(Money.publishedName(name))).toList();
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public Row next() {
    Row row = rows.next();
    List<Object> next = positions.stream().map(row::get).collect(Collectors.toList());
    boolean isSame = next.equals(key) && !positions.isEmpty();
    if (isSame && !isDouble) {
      doubles++;
      example = example == null ? text(next) : example;
    }
    isDouble = isSame;
    key = next;
    return row;
  }

  /** What {@link UniqueKey} finds; an offender is named with its own day. */
  Audits.Result result() {
    return new Audits.Result(UniqueKey.nameOf(table), doubles, example);
  }

  private static String text(List<Object> key) {
    return key.stream()
        .filter(Objects::nonNull)
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }
}
