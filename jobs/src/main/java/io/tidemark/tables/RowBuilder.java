package io.tidemark.tables;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Builds the rows of a table one after the other, by column name. */
public final class RowBuilder {
  private final Table table;
  private final StructType schema;
  private Object[] values;

  private RowBuilder(Table table, StructType schema) {
    this.table = table;
    this.schema = schema;
    this.values = new Object[schema.length()];
  }

  /** Starts the first row of a table. */
  public static RowBuilder of(Table table) {
    return new RowBuilder(table, table.schema());
  }

  /** Starts the first row of a {@link PackedTable}. */
  public static RowBuilder packed(Table table) {
    return new RowBuilder(table, PackedTable.schema(table));
  }

  /**
   * Sets a column of the row.
   *
   * @param value of the column's type; a date as {@link LocalDate}, a time as {@link Instant}
   * @throws IllegalArgumentException if the table has no such column
   */
  public RowBuilder set(String column, Object value) {
    int index = schema.fieldIndex(column);
    DataType type = schema.apply(index).dataType();
    if (value instanceof LocalDate date && type.equals(Table.INT)) {
      values[index] = Math.toIntExact(date.toEpochDay());
    } else if (value instanceof Instant time && type.equals(Table.LONG)) {
      values[index] = ChronoUnit.MICROS.between(Instant.EPOCH, time);
    } else {
      values[index] = value;
    }
    return this;
  }

  /**
   * Returns the row and starts the next one. A column that was not set is null.
   *
   * @throws IllegalStateException if a column that is never null was not set
   */
  public Row build() {
    for (int index = 0; index < values.length; index++) {
      if (values[index] == null && !schema.apply(index).nullable()) {
        throw new IllegalStateException(
            table.name() + ": " + schema.apply(index).name() + " is not set");
      }
    }
    Row row = new GenericRowWithSchema(values, schema);
    values = new Object[schema.length()];
    return row;
  }
}
