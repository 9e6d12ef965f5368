package io.tidemark.audit;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.tidemark.mrr.restate.CommonDays;
import io.tidemark.util.Found;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The audits of large tables, and the results of all audits. */
public final class Audits {
  private Audits() {}

  /**
   * Audits that the causes add up to the difference of every day that two runs share, and that no
   * other day has causes.
   */
  public static AuditQuery restatementsAddUp(
      Dataset<Row> publishedDays, Dataset<Row> days, Dataset<Row> restatements, CommonDays common) {
    String[] day = {"date", "currency", "is_converted"};
    Dataset<Row> moved =
        restatements
            .groupBy("date", "currency", "is_converted")
            .agg(sum("change_minor").as("moved"));
    Column published = coalesce(col("published_minor"), lit(0L));
    Column now = coalesce(col("now_minor"), lit(0L));
    Column difference = coalesce(col("moved"), lit(0L));
    Dataset<Row> wrong =
        publishedDays
            .select(col(day[0]), col(day[1]), col(day[2]), col("mrr_minor").as("published_minor"))
            .join(
                days.select(
                    col(day[0]), col(day[1]), col(day[2]), col("mrr_minor").as("now_minor")),
                day,
                "full")
            .where(col("date").between(lit(common.first()), lit(common.last())))
            .join(moved, day, "full")
            .where(now.minus(published).notEqual(difference));
    return new AuditQuery("restatements_add_up", offenders(wrong, col("date"), col("currency")));
  }

  /**
   * Audits that every manual adjustment is a layer, and that every adjusted layer is an adjustment.
   */
  public static AuditQuery adjustmentsAreLayers(Dataset<Row> adjustments, Dataset<Row> layers) {
    String[] columns = {"adjustment_id", "customer_id", "currency", "valid_from", "mrr_minor"};
    Dataset<Row> made =
        layers
            .where(col("basis").equalTo("adjusted"))
            .select(
                col("layer_id").as(columns[0]),
                col(columns[1]),
                col(columns[2]),
                col("start_date").as(columns[3]),
                col(columns[4]),
                lit(true).as("is_made"));
    Dataset<Row> wrong =
        adjustments
            .withColumn("is_said", lit(true))
            .join(made, columns, "full_outer")
            .where(col("is_said").isNull().or(col("is_made").isNull()));
    return new AuditQuery("adjustments_are_layers", offenders(wrong, col(columns[0])));
  }

  /**
   * The result of an audit.
   *
   * @param offenders number of violations
   * @param example one offender; null if there is none
   */
  public record Result(String name, long offenders, String example) implements Audit {
    static Result of(String name, Found offenders) {
      return new Result(name, offenders.count(), offenders.example());
    }

    public boolean isFailure() {
      return offenders > 0;
    }
  }

  /** Returns the results of all audits, in their order. One job runs all queries. */
  public static List<Result> results(List<? extends Audit> audits) {
    Iterator<Result> queried =
        run(audits.stream()
                .filter(AuditQuery.class::isInstance)
                .map(AuditQuery.class::cast)
                .toList())
            .iterator();
    List<Result> results = new ArrayList<>();
    for (Audit audit : audits) {
      results.add(audit instanceof Result result ? result : queried.next());
    }
    return results;
  }

  private static List<Result> run(List<AuditQuery> queries) {
    return queries.stream()
        .map(
            query ->
                query
                    .offenders()
                    .agg(count(lit(1)), min("offender"))
                    .select(lit(query.name()), col("count(1)"), col("min(offender)")))
        .reduce((one, other) -> one.union(other))
        .map(all -> all.collectAsList())
        .orElse(List.of())
        .stream()
        .map(row -> new Result(row.getString(0), row.getLong(1), row.getString(2)))
        .toList();
  }

  static Dataset<Row> offenders(Dataset<Row> rows, Column... named) {
    return rows.select(concat_ws(" ", named).as("offender"));
  }
}
