package io.tidemark.staging;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.RejectReason;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The status of a record. Each record has exactly one, so that {@code scanned = accepted + rejected
 * + duplicate + superseded}, in rows and in amounts.
 */
public enum RecordStatus {
  /** The record is used. */
  ACCEPTED,
  /**
   * The record has at least one problem or conflicts with another row of its id. It is in {@code
   * rejects}.
   */
  REJECTED,
  /** The record is an identical copy of the accepted row. */
  DUPLICATE,
  /** A later file has a newer state of the same id. */
  SUPERSEDED;

  /** Returns the value of the column {@code decision}, in lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether a row has this status. */
  public Column isOne() {
    return col("decision").equalTo(text());
  }

  /**
   * Sets the status of every row. The copies of an id in its latest file decide: if they are equal
   * and have no problem, the first of them is accepted. Otherwise all copies of the id are
   * rejected.
   *
   * @param rows in the shape of {@link io.tidemark.source.SourceData}
   * @param id the column of their id
   * @return the rows with {@code decision}, and the conflicts added to {@code problems}
   */
  static Dataset<Row> of(Dataset<Row> rows, String id) {
    return of(rows, id, false);
  }

  /**
   * Sets the status of every row, without searching for copies if there are none. The search
   * shuffles every row.
   *
   * @param isUnrepeated whether no two rows have the same id
   */
  static Dataset<Row> of(Dataset<Row> rows, String id, boolean isUnrepeated) {
    return isUnrepeated
        ? rows.withColumn("decision", when(isSound(), ACCEPTED.text()).otherwise(REJECTED.text()))
        : amongCopies(rows, id);
  }

  private static Column isSound() {
    return size(col("problems")).equalTo(0);
  }

  private static Dataset<Row> amongCopies(Dataset<Row> rows, String id) {
    WindowSpec copies = Window.partitionBy(col(id));
    WindowSpec latestFirst =
        copies.orderBy(col("file_order").desc(), col("source_line"), col("source_file"));
    Column isLatest = col("file_order").equalTo(col("latest_order"));
    Column agrees = col("fingerprint").equalTo(col("latest_fingerprint"));
    Column isSettled = bool_and(not(isLatest).or(col("is_sound").and(agrees))).over(copies);
    Dataset<Row> compared =
        rows.withColumn("is_sound", isSound())
            .withColumn("place", row_number().over(latestFirst))
            .withColumn("latest_order", first("file_order").over(latestFirst))
            .withColumn("latest_fingerprint", first("fingerprint").over(latestFirst))
            .withColumn("is_settled", isSettled);
    return compared
        .withColumn("decision", decision(agrees))
        .withColumn("problems", problems(id))
        .drop("is_sound", "place", "latest_order", "latest_fingerprint", "is_settled");
  }

  private static Column decision(Column agrees) {
    return when(not(col("is_settled")).or(not(col("is_sound"))), REJECTED.text())
        .when(col("place").equalTo(1), ACCEPTED.text())
        .when(agrees, DUPLICATE.text())
        .otherwise(SUPERSEDED.text());
  }

  private static Column problems(String id) {
    Column conflict =
        struct(
            lit(id).as("field"),
            col(id).as("value"),
            lit(RejectReason.ID_CONFLICT.name()).as("reason"));
    Column isInConflict = col("is_sound").and(not(col("is_settled")));
    return when(isInConflict, array(conflict)).otherwise(col("problems"));
  }
}
