package io.tidemark.outputs;

import io.tidemark.tables.Column;
import io.tidemark.tables.Money;
import io.tidemark.tables.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Function1;
import scala.collection.immutable.HashMap;

/**
 * Writes rows that the driver holds as Parquet, without a Spark job: that takes longer than they
 * do.
 */
final class SmallTable {
  private SmallTable() {}

  /**
   * Returns the rows as they are published: in the order of the key as Spark sorts it, amounts in
   * major units.
   *
   * @param rows the table's columns as declared
   * @throws IllegalStateException where a column is null that every row has
   */
  static List<Row> published(Table table, List<Row> rows, StructType published) {
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(byKey(table));
    int currency = names(table).indexOf("currency");
    return sorted.stream().map(row -> inMajorUnits(table, row, currency, published)).toList();
  }

  private static Comparator<Row> byKey(Table table) {
    List<Integer> key = table.key().stream().map(names(table)::indexOf).toList();
    return (one, other) -> {
      for (int column : key) {
        int order = compare(one.get(column), other.get(column));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  /** Null comes first, and texts are in the order of their bytes. */
  @SuppressWarnings("unchecked")
  private static int compare(Object one, Object other) {
    if (one == null || other == null) {
      return Boolean.compare(one != null, other != null);
    }
    return one instanceof String text
        ? UTF8String.fromString(text).compareTo(UTF8String.fromString((String) other))
        : ((Comparable<Object>) one).compareTo(other);
  }

  /** A null where the table declares none would make a file that nobody can read. */
  private static Row inMajorUnits(Table table, Row row, int currency, StructType published) {
    Object[] values = new Object[row.size()];
    for (int index = 0; index < values.length; index++) {
      Column column = table.columns().get(index);
      values[index] = row.get(index);
      if (values[index] == null && !column.nullable()) {
        throw new IllegalStateException(table.name() + ": " + column.name() + " is null");
      }
      if (values[index] instanceof Long minor && Money.isMinor(column.name())) {
        values[index] = Money.major(minor, currency < 0 ? null : row.getString(currency));
      }
    }
    return new GenericRowWithSchema(values, published);
  }

  private static List<String> names(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }

  /** Writes one file as Spark's own tasks do. */
  static void writeParquet(SparkSession spark, StructType schema, List<Row> rows, Path file)
      throws IOException {
    Job job = Job.getInstance(spark.sparkContext().hadoopConfiguration());
    TaskAttemptID attempt = new TaskAttemptID("driver", 0, TaskType.MAP, 0, 0);
    org.apache.spark.sql.execution.datasources.OutputWriterFactory factory =
        new ParquetFileFormat().prepareWrite(spark, job, new HashMap<>(), schema);
    Function1<Object, Object> toInternal = CatalystTypeConverters.createToCatalystConverter(schema);
    OutputWriter writer =
        factory.newInstance(
            new org.apache.hadoop.fs.Path(file.toUri()).toString(),
            schema,
            new TaskAttemptContextImpl(job.getConfiguration(), attempt));
    try {
      for (Row row : rows) {
        writer.write((InternalRow) toInternal.apply(row));
      }
    } finally {
      writer.close();
    }
  }
}
