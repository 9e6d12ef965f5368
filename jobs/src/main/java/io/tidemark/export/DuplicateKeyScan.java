package io.tidemark.export;

import io.tidemark.tables.Column;
import io.tidemark.tables.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Counts duplicate keys in rows sorted by key. */
final class DuplicateKeyScan {
  private final int[] positions;
  private Object[] key;
  private boolean isCopy;
  private long copies;
  private String example;

  DuplicateKeyScan(Table table) {
    List<String> names = table.columns().stream().map(Column::name).toList();
    this.positions = table.key().stream().mapToInt(names::indexOf).toArray();
  }

  /** Processes the next row. A key of more than two rows counts once. */
  void see(Object[] row) {
    Object[] next = Arrays.stream(positions).mapToObj(position -> row[position]).toArray();
    boolean isSame = next.length > 0 && Arrays.equals(next, key);
    if (isSame && !isCopy) {
      copies++;
      example = example == null ? text(next) : example;
    }
    isCopy = isSame;
    key = next;
  }

  long copies() {
    return copies;
  }

  /** Returns the first duplicate key; null if there is none. */
  String example() {
    return example;
  }

  private static String text(Object[] key) {
    return Arrays.stream(key)
        .filter(Objects::nonNull)
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }
}
