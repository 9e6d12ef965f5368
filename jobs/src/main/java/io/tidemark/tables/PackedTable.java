package io.tidemark.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.timestamp_seconds;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Packs rows of a table into an array column, as plain Java creates them. Dates are days and times
 * are seconds since 1970, because Spark converts its own types for each value.
 */
public final class PackedTable {
  private PackedTable() {}

  /** Returns the type of the column. */
  public static ArrayType type(Table table) {
    return DataTypes.createArrayType(schema(table), false);
  }

  static StructType schema(Table table) {
    StructType schema = new StructType();
    for (StructField field : table.schema().fields()) {
      schema = schema.add(field.name(), packed(field.dataType()), field.nullable());
    }
    return schema;
  }

  private static DataType packed(DataType type) {
    if (type.equals(Table.DATE)) {
      return Table.INT;
    }
    return type.equals(Table.TIMESTAMP) ? Table.LONG : type;
  }

  /** Returns the rows of a table that are packed in a column. */
  public static Dataset<Row> unpack(Table table, Dataset<Row> rows, String column) {
    Column[] columns = table.columns().stream().map(PackedTable::unpacked).toArray(Column[]::new);
    return rows.select(inline(col(column))).select(columns);
  }

  private static Column unpacked(io.tidemark.tables.Column column) {
    Column value = col(column.name());
    if (column.type().equals(Table.DATE)) {
      value = date_from_unix_date(value);
    } else if (column.type().equals(Table.TIMESTAMP)) {
      value = timestamp_seconds(value);
    }
    return value.as(column.name());
  }
}
