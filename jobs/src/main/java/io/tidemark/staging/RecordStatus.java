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
 * What becomes of a record. Each has exactly one decision, so that {@code scanned = accepted +
 * rejected + duplicate + superseded}, in rows and in amounts.
 */
public enum RecordStatus {
  /** It goes on. */
  ACCEPTED,
  /** It has at least one problem, or disagrees with another row of its id: {@code rejects}. */
  REJECTED,
  /** An identical copy of the row that goes on. */
  DUPLICATE,
  /** A later file has a newer state of the same id. */
  SUPERSEDED;

  /** As it stands in the column {@code decision}: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a row has this decision. */
  public Column isOne() {
    return col("decision").equalTo(text());
  }

  /**
   * Decides every row. Of the copies of an id those in the latest file hold; if they agree and are
   * sound, the first of them is accepted; else all copies of the id are rejected.
   *
   * @param rows as {@link io.tidemark.source.SourceData} says
   * @param id the column of their id
   * @return the same with {@code decision}, and the conflicts added to {@code problems}
   */
  static Dataset<Row> of(Dataset<Row> rows, String id) {
    return of(rows, id, false);
  }

  /**
   * The same, without looking for copies where there are none: to find them every row has to move.
   *
   * @param isUnrepeated no two rows have the same id
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
