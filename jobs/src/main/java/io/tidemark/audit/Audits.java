package io.tidemark.audit;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.mrr.CommonDays;
import io.tidemark.mrr.DailyMrr;
import io.tidemark.tables.Movement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** The audits of MRR. */
public final class Audits {
  private Audits() {}

  /** A customer's intervals do not overlap. */
  public static AuditQuery intervalsDoNotOverlap(Dataset<Row> customerMrr) {
    WindowSpec ofCustomer =
        Window.partitionBy("customer_id", "currency", "is_converted").orderBy("valid_from");
    Dataset<Row> overlapping =
        customerMrr
            .withColumn("previous_valid_to", lag("valid_to", 1).over(ofCustomer))
            .where(
                col("previous_valid_to")
                    .gt(col("valid_from"))
                    .or(col("valid_from").geq(col("valid_to"))));
    return new AuditQuery(
        "customer_intervals_do_not_overlap",
        offenders(overlapping, col("customer_id"), col("currency"), col("valid_from")));
  }

  /** The movements of a day are the differences they say, and end where the customer's MRR is. */
  public static AuditQuery movementsExplainCustomers(Dataset<Row> movements, Dataset<Row> customerMrr) {
    Column isLast = when(col("movement").equalTo(Movement.FX.text()), 0).otherwise(1);
    Dataset<Row> byDay =
        movements
            .withColumn("said_minor", col("mrr_after_minor").minus(col("mrr_before_minor")))
            .groupBy("customer_id", "currency", "is_converted", "date")
            .agg(
                max_by(col("mrr_after_minor"), isLast).as("after_minor"),
                bool_or(col("said_minor").notEqual(col("change_minor"))).as("is_wrong"));
    Column onTheDay =
        col("m.date").geq(col("c.valid_from")).and(col("m.date").lt(col("c.valid_to")));
    Column sameCustomer =
        col("m.customer_id")
            .equalTo(col("c.customer_id"))
            .and(col("m.currency").equalTo(col("c.currency")))
            .and(col("m.is_converted").equalTo(col("c.is_converted")));
    Column endsElsewhere = coalesce(col("c.mrr_minor"), lit(0L)).notEqual(col("after_minor"));
    Dataset<Row> wrong =
        byDay
            .as("m")
            .join(customerMrr.as("c"), sameCustomer.and(onTheDay), "left")
            .where(col("is_wrong").or(endsElsewhere));
    return new AuditQuery(
        "movements_explain_customers",
        offenders(wrong, col("m.customer_id"), col("m.currency"), col("m.date")));
  }

  /** {@code MRR(D) = MRR(D-1) + movements(D)}, for every day and currency. */
  public static AuditQuery movementsExplainDays(Dataset<Row> dailyMrr) {
    WindowSpec byDay = Window.partitionBy("currency", "is_converted").orderBy("date");
    Column moved =
        Arrays.stream(DailyMrr.movementColumns())
            .map(name -> col(name))
            .reduce(Column::plus)
            .orElseThrow();
    Column dayBefore = coalesce(lag("mrr_minor", 1).over(byDay), lit(0L));
    Dataset<Row> wrong =
        dailyMrr
            .withColumn("expected_minor", dayBefore.plus(moved))
            .where(col("expected_minor").notEqual(col("mrr_minor")));
    return new AuditQuery("movements_explain_days", offenders(wrong, col("date"), col("currency")));
  }

  /** Causes add up to the difference of every day that two runs show, and to no other. */
  public static AuditQuery restatementsAddUp(
      Dataset<Row> publishedDays, Dataset<Row> days, Dataset<Row> restatements, CommonDays common) {
    String[] day = {"date", "currency", "is_converted"};
    Dataset<Row> told =
        restatements
            .groupBy("date", "currency", "is_converted")
            .agg(sum("change_minor").as("told"));
    Column published = coalesce(col("published_minor"), lit(0L));
    Column now = coalesce(col("now_minor"), lit(0L));
    Column difference = coalesce(col("told"), lit(0L));
    Dataset<Row> wrong =
        publishedDays
            .select(col(day[0]), col(day[1]), col(day[2]), col("mrr_minor").as("published_minor"))
            .join(
                days.select(
                    col(day[0]), col(day[1]), col(day[2]), col("mrr_minor").as("now_minor")),
                day,
                "full")
            .where(col("date").between(lit(common.first()), lit(common.last())))
            .join(told, day, "full")
            .where(now.minus(published).notEqual(difference));
    return new AuditQuery("restatements_add_up", offenders(wrong, col("date"), col("currency")));
  }

  /** The days of all customers add up to the days of the currency. */
  public static AuditQuery customersAddUpToDays(Dataset<Row> customerDaily, Dataset<Row> dailyMrr) {
    Dataset<Row> added =
        customerDaily
            .groupBy("date", "currency", "is_converted")
            .agg(sum("mrr_minor").as("added_minor"), count(lit(1)).as("added_customers"));
    Dataset<Row> wrong =
        dailyMrr
            .join(added, new String[] {"date", "currency", "is_converted"}, "left")
            .where(
                coalesce(col("added_minor"), lit(0L))
                    .notEqual(col("mrr_minor"))
                    .or(coalesce(col("added_customers"), lit(0L)).notEqual(col("customers"))));
    return new AuditQuery("customers_add_up_to_days", offenders(wrong, col("date"), col("currency")));
  }

  /** Every correction by hand is a layer, as it was said, and every such layer was said. */
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
   * What an audit found.
   *
   * @param example one offender; null where there is none
   */
  public record Result(String name, long offenders, String example) implements Audit {
    static Result of(String name, Found offenders) {
      return new Result(name, offenders.count(), offenders.example());
    }

    public boolean isFailure() {
      return offenders > 0;
    }
  }

  /** Returns the results of all audits, in their order: one job runs every query. */
  public static List<Result> results(List<? extends Audit> audits) {
    Iterator<Result> queried =
        run(
                audits.stream()
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
