package io.tidemark.tables;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The declaration of a table: its grain, key and columns with their definitions. Schemas,
 * documentation, audits and exports are derived from it.
 *
 * @param grain completes the sentence "one row per ..."
 * @param key the columns that identify a row; null counts as a value
 */
public record Table(String name, String grain, List<String> key, List<Column> columns)
    implements Serializable {
  public static final DataType STRING = DataTypes.StringType;
  public static final DataType LONG = DataTypes.LongType;
  public static final DataType INT = DataTypes.IntegerType;
  public static final DataType BOOLEAN = DataTypes.BooleanType;
  public static final DataType DATE = DataTypes.DateType;
  public static final DataType TIMESTAMP = DataTypes.TimestampType;
  public static final DataType DOUBLE = DataTypes.DoubleType;
  public static final DataType EXACT = DataTypes.createDecimalType(38, 12);
  public static final DataType RATE = DataTypes.createDecimalType(18, 8);

  public Table {
    key = List.copyOf(key);
    columns = List.copyOf(columns);
    List<String> names = columns.stream().map(Column::name).toList();
    if (names.stream().distinct().count() != names.size() || !names.containsAll(key)) {
      throw new IllegalArgumentException(name + ": a column twice, or a key without its column");
    }
  }

  /** Starts the declaration of a table. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Returns the declared schema, with the documentation as column comments. */
  public StructType schema() {
    return new StructType(columns.stream().map(Table::field).toArray(StructField[]::new));
  }

  /** Selects the declared columns, in order, as the last step of a transformation. */
  public Dataset<Row> select(Dataset<Row> rows) {
    return rows.select(
        columns.stream()
            .map(column -> functions.col(column.name()))
            .toArray(org.apache.spark.sql.Column[]::new));
  }

  private static StructField field(Column column) {
    Metadata comment = new MetadataBuilder().putString("comment", column.doc()).build();
    return new StructField(column.name(), column.type(), column.nullable(), comment);
  }

  /** Collects the parts of a table's declaration. */
  public static final class Builder {
    private final String name;
    private String grain;
    private List<String> key = List.of();
    private final List<Column> columns = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    public Builder onePer(String grain) {
      this.grain = grain;
      return this;
    }

    public Builder key(String... key) {
      this.key = List.of(key);
      return this;
    }

    /** Adds a column that is never null. */
    public Builder column(String name, DataType type, String doc) {
      columns.add(new Column(name, type, false, doc));
      return this;
    }

    /** Adds a column that may be null; the doc describes when. */
    public Builder optional(String name, DataType type, String doc) {
      columns.add(new Column(name, type, true, doc));
      return this;
    }

    public Table build() {
      return new Table(name, grain, key, columns);
    }
  }
}
