package io.tidemark.warehouse;

import io.tidemark.tables.Column;
import io.tidemark.tables.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Writes rows to Parquet columns in the form in which Spark computes them, without an object per
 * value. A column of a table is one Parquet column, or a list of structs with one for each field.
 */
final class InternalRowWriter {
  private static final int NOT_REPEATED = 0;
  private static final int REPEATED = 1;

  private final String table;
  private final List<Column> columns;
  private final List<Cell> cells = new ArrayList<>();

  /** Writes the value of one column of a table. */
  private interface Cell {
    /**
     * Writes a value.
     *
     * @param repetition 0 for the first value of a row, 1 for others
     * @param definition the number of optional and repeated levels that have a value, including
     *     this one
     */
    void write(SpecializedGetters row, int at, ColumnWriter[] to, int repetition, int definition);

    void writeNull(ColumnWriter[] to, int repetition, int definition);
  }

  /** Writes a value to its Parquet column. */
  private interface Value {
    void write(SpecializedGetters row, int at, ColumnWriter to, int repetition, int definition);
  }

  InternalRowWriter(Table table) {
    this.table = table.name();
    this.columns = table.columns();
    int position = 0;
    for (Column column : columns) {
      if (column.type() instanceof ArrayType list) {
        StructField[] fields = ((StructType) list.elementType()).fields();
        cells.add(structs(list.containsNull(), fields, position));
        position += fields.length;
      } else {
        cells.add(single(column.type(), position));
        position++;
      }
    }
  }

  /**
   * Writes a row.
   *
   * @param to the writers of the Parquet columns
   * @throws IllegalStateException if a column that is never null is null
   */
  void write(InternalRow row, ColumnWriter[] to) {
    for (int at = 0; at < columns.size(); at++) {
      Column column = columns.get(at);
      if (!row.isNullAt(at)) {
        cells.get(at).write(row, at, to, NOT_REPEATED, level(column.nullable()));
      } else if (column.nullable()) {
        cells.get(at).writeNull(to, NOT_REPEATED, 0);
      } else {
        throw new IllegalStateException(table + ": " + column.name() + " is null");
      }
    }
  }

  private static int level(boolean isOptional) {
    return isOptional ? 1 : 0;
  }

  private static Cell single(DataType type, int position) {
    Value value = value(type);
    return new Cell() {
      @Override
      public void write(
          SpecializedGetters row, int at, ColumnWriter[] to, int repetition, int definition) {
        value.write(row, at, to[position], repetition, definition);
      }

      @Override
      public void writeNull(ColumnWriter[] to, int repetition, int definition) {
        to[position].writeNull(repetition, definition);
      }
    };
  }

  private static Cell structs(boolean mayContainNull, StructField[] fields, int position) {
    List<Cell> parts = new ArrayList<>();
    for (StructField field : fields) {
      parts.add(single(field.dataType(), position + parts.size()));
    }
    return new Cell() {
      @Override
      public void write(
          SpecializedGetters row, int at, ColumnWriter[] to, int repetition, int definition) {
        ArrayData list = row.getArray(at);
        if (list.numElements() == 0) {
          writeNull(to, repetition, definition);
        }
        int ofItem = definition + 1;
        int ofStruct = ofItem + level(mayContainNull);
        for (int item = 0; item < list.numElements(); item++) {
          int repeated = item == 0 ? repetition : REPEATED;
          if (list.isNullAt(item)) {
            writeNull(to, repeated, ofItem);
          } else {
            write(list.getStruct(item, fields.length), to, repeated, ofStruct);
          }
        }
      }

      private void write(InternalRow struct, ColumnWriter[] to, int repetition, int definition) {
        for (int field = 0; field < fields.length; field++) {
          if (struct.isNullAt(field)) {
            parts.get(field).writeNull(to, repetition, definition);
          } else {
            int ofField = definition + level(fields[field].nullable());
            parts.get(field).write(struct, field, to, repetition, ofField);
          }
        }
      }

      @Override
      public void writeNull(ColumnWriter[] to, int repetition, int definition) {
        parts.forEach(part -> part.writeNull(to, repetition, definition));
      }
    };
  }

  private static Value value(DataType type) {
    if (type.equals(Table.STRING)) {
      return (row, at, to, repetition, definition) ->
          to.write(
              Binary.fromReusedByteArray(row.getUTF8String(at).getBytes()), repetition, definition);
    }
    if (type.equals(Table.LONG) || type.equals(Table.TIMESTAMP)) {
      return (row, at, to, repetition, definition) ->
          to.write(row.getLong(at), repetition, definition);
    }
    if (type.equals(Table.INT) || type.equals(Table.DATE)) {
      return (row, at, to, repetition, definition) ->
          to.write(row.getInt(at), repetition, definition);
    }
    if (type.equals(Table.BOOLEAN)) {
      return (row, at, to, repetition, definition) ->
          to.write(row.getBoolean(at), repetition, definition);
    }
    if (type.equals(Table.RATE)) {
      DecimalType rate = (DecimalType) type;
      return (row, at, to, repetition, definition) ->
          to.write(
              row.getDecimal(at, rate.precision(), rate.scale()).toUnscaledLong(),
              repetition,
              definition);
    }
    throw new IllegalArgumentException(type.simpleString());
  }
}
