package io.tidemark.source.csv;

import io.tidemark.source.profile.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds records inside a quoted field. If a quote was never closed, the lines of its field are
 * records. Addresses and lists with line ends and separators are not, because their parts are not
 * values of the columns.
 */
final class SwallowedRecords {
  private final ColumnMapping layout;
  private final ValueParser values;

  SwallowedRecords(ColumnMapping layout, ValueParser values) {
    this.layout = layout;
    this.values = values;
  }

  /**
   * Returns whether a field contains another record, or the end of this record and the start of
   * another.
   */
  boolean isIn(RawRecord record) {
    List<String> fields = record.fields();
    for (int index = 0; index < fields.size(); index++) {
      if (isIn(fields, index)) {
        return true;
      }
    }
    return false;
  }

  private boolean isIn(List<String> fields, int index) {
    List<List<String>> lines = fields.get(index).lines().map(line -> cells(line)).toList();
    if (lines.size() < 2) {
      return false;
    }
    List<String> first = new ArrayList<>(fields.subList(0, index));
    first.addAll(lines.get(0));
    List<String> last = new ArrayList<>(lines.get(lines.size() - 1));
    last.addAll(fields.subList(index + 1, fields.size()));
    return lines.stream().skip(1).anyMatch(this::isRow) || (isRow(first) && isRow(last));
  }

  private List<String> cells(String line) {
    return List.of(line.split(String.valueOf(layout.separator()), -1));
  }

  /** Returns whether there are as many cells as columns and each is a value of its column. */
  private boolean isRow(List<String> cells) {
    if (cells.size() != layout.header().size() || cells.size() == 1) {
      return false;
    }
    List<Field> fields = layout.kind().fields();
    int decimals = layout.decimals(cells);
    for (int index = 0; index < fields.size(); index++) {
      boolean isMapped = layout.positions().get(index) >= 0;
      if (isMapped && !values.isPlausible(fields.get(index), layout.text(cells, index), decimals)) {
        return false;
      }
    }
    return true;
  }
}
