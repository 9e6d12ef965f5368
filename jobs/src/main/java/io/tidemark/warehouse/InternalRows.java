package io.tidemark.warehouse;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Gives tasks the rows of a query in the form in which Spark computes them. Converting them to
 * objects takes longer than writing them to a file.
 */
public final class InternalRows {
  private InternalRows() {}

  /**
   * Returns the rows of a query. A row is valid only until the next one is read.
   *
   * @param rows the query, whose plan runs as a job that Spark does not list as a query
   */
  public static JavaRDD<InternalRow> of(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().toRdd().toJavaRDD();
  }
}
