package io.tidemark.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Packs rows of a table for plain Java. Dates are days and times are microseconds since 1970,
 * because Spark converts its own types for each value.
 */
public final class PackedTable {
  private PackedTable() {}

  /** Returns the type of an array column of packed rows. */
  public static ArrayType type(Table table) {
    return DataTypes.createArrayType(schema(table), false);
  }

  /** Returns the schema of a packed row. */
  public static StructType schema(Table table) {
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

  /** Returns a packed row of a table as one column. Columns that the rows do not have are null. */
  public static Column pack(Table table, Dataset<Row> rows) {
    List<String> names = List.of(rows.columns());
    return struct(
        table.columns().stream()
            .map(column -> names.contains(column.name()) ? packed(column) : nothing(column))
            .toArray(Column[]::new));
  }

  private static Column packed(io.tidemark.tables.Column column) {
    Column value = col(column.name());
    if (column.type().equals(Table.DATE)) {
      return unix_date(value).as(column.name());
    }
    return column.type().equals(Table.TIMESTAMP) ? unix_micros(value).as(column.name()) : value;
  }

  private static Column nothing(io.tidemark.tables.Column column) {
    return lit(null).cast(packed(column.type())).as(column.name());
  }

  /** Returns the rows of a table that are packed in an array column. */
  public static Dataset<Row> unpack(Table table, Dataset<Row> rows, String column) {
    Column[] columns = table.columns().stream().map(PackedTable::unpacked).toArray(Column[]::new);
    return rows.select(inline(col(column))).select(columns);
  }

  private static Column unpacked(io.tidemark.tables.Column column) {
    Column value = col(column.name());
    if (column.type().equals(Table.DATE)) {
      value = date_from_unix_date(value);
    } else if (column.type().equals(Table.TIMESTAMP)) {
      value = timestamp_micros(value);
    }
    return value.as(column.name());
  }
}
