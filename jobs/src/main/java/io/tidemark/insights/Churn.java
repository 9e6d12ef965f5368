package io.tidemark.insights;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import io.tidemark.insights.BillingCycles.Outcome;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.Movement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Churn and retention of each month, by billing interval and for all of them. Movements are the
 * sums of the days; customers, GRR and NRR compare the two ends of the month. A rate is null where
 * its denominator is nothing, and where the files could not have shown a loss: while an interval
 * warms up, who left before renewing never shows.
 */
public final class Churn {
  private static final String[] KEY = {"month", "currency", "is_converted", "billing_interval"};

  private static final List<String> SUMS =
      Stream.concat(
              Arrays.stream(Movement.values()).map(Movement::column),
              Stream.of(
                  "transfer_minor",
                  "start_mrr_minor",
                  "end_mrr_minor",
                  "kept_minor",
                  "retained_minor",
                  "returned_minor",
                  "start_customers",
                  "churned_customers",
                  "gained_customers",
                  "end_customers",
                  "due_cycles",
                  "renewed_cycles"))
          .toList();

  private Churn() {}

  /**
   * {@link InsightTables#CHURN_BY_MONTH}.
   *
   * @param growth {@link Growth#of}
   * @param changes {@link IntervalChanges#of}
   * @param customerMonths {@link CustomerMonths#of}
   * @param customerMovements {@link InsightTables#CUSTOMER_MONTHLY_MOVEMENTS}
   * @param cycles {@link BillingCycles#of}
   * @param coverage {@link InsightTables#DATA_COVERAGE}
   * @param asOf no month goes beyond it, whatever the files tell of later days
   */
  public static Dataset<Row> of(
      Dataset<Row> growth,
      Dataset<Row> changes,
      Dataset<Row> customerMonths,
      Dataset<Row> customerMovements,
      Dataset<Row> cycles,
      Dataset<Row> coverage,
      LocalDate asOf) {
    Dataset<Row> months =
        growth.select("month", "currency", "is_converted", "is_partial", "is_warming_up");
    Dataset<Row> parts =
        ofAll(growth)
            .unionByName(byInterval(changes), true)
            .unionByName(CustomerMonths.each(ends(customerMonths, customerMovements)), true)
            .unionByName(renewals(cycles.where(col("ended_on").leq(lit(asOf))), months), true);
    Column[] totals = SUMS.stream().map(Churn::total).toArray(Column[]::new);
    Dataset<Row> summed =
        parts
            .groupBy(Stream.of(KEY).map(name -> col(name)).toArray(Column[]::new))
            .agg(totals[0], Arrays.copyOfRange(totals, 1, totals.length));
    return InsightTables.CHURN_BY_MONTH.select(rates(withVisibility(summed, months, coverage)));
  }

  private static Dataset<Row> ofAll(Dataset<Row> growth) {
    Column[] movements =
        Arrays.stream(Movement.values())
            .map(movement -> col(movement.column()))
            .toArray(Column[]::new);
    return growth.withColumn("billing_interval", lit(Intervals.ALL)).select(concat(KEY, movements));
  }

  private static Dataset<Row> byInterval(Dataset<Row> changes) {
    Column[] sums =
        Arrays.stream(Movement.values())
            .map(
                movement -> {
                  Column ofType = col("movement").equalTo(movement.text());
                  return sum(when(ofType, col("change_minor"))).as(movement.column());
                })
            .toArray(Column[]::new);
    return changes
        .withColumn("month", trunc(col("date"), "month"))
        .withColumn("is_converted", lit(false))
        .groupBy(Stream.of(KEY).map(name -> col(name)).toArray(Column[]::new))
        .agg(sum("transfer_minor").as("transfer_minor"), sums);
  }

  /**
   * Who moves to another interval has not left: retention looks at what is there without that.
   *
   * @return sums of {@code customerMonths}, from {@code month} to {@code last_month}
   */
  private static Dataset<Row> ends(Dataset<Row> customerMonths, Dataset<Row> customerMovements) {
    Column isReturn = col("movement").equalTo(Movement.REACTIVATION.text());
    Column isFirst = col("movement").isin(Movement.NEW.text(), Movement.OPENING.text());
    Dataset<Row> returns =
        customerMovements
            .groupBy("month", "customer_id", "currency", "is_converted")
            .agg(bool_or(isReturn).and(not(bool_or(isFirst))).as("is_back"));
    Column start = col("start_minor");
    Column end = col("end_minor");
    Column stayed = end.minus(col("transfer_minor"));
    Column lesser = least(start, stayed);
    Column isBack = start.equalTo(0).and(coalesce(col("is_back"), lit(false)));
    Column[] alike =
        Stream.concat(Stream.of("last_month"), Stream.of(KEY))
            .map(name -> col(name))
            .toArray(Column[]::new);
    // A month with a movement is in a row of its own.
    return customerMonths
        .join(returns, new String[] {"month", "customer_id", "currency", "is_converted"}, "left")
        .groupBy(alike)
        .agg(
            sum(start).as("start_mrr_minor"),
            sum(end).as("end_mrr_minor"),
            sum(when(start.gt(0), greatest(lesser, lit(0L))).when(start.lt(0), lesser))
                .as("kept_minor"),
            sum(when(start.notEqual(0), stayed)).as("retained_minor"),
            sum(when(isBack, end)).as("returned_minor"),
            count_if(start.gt(0)).as("start_customers"),
            count_if(start.gt(0).and(stayed.leq(0))).as("churned_customers"),
            count_if(start.leq(0).and(stayed.gt(0))).as("gained_customers"),
            count_if(end.gt(0)).as("end_customers"));
  }

  /** Cycles by the month they ended in; those of all currencies together for converted rows. */
  private static Dataset<Row> renewals(Dataset<Row> cycles, Dataset<Row> months) {
    Dataset<Row> converted =
        months.where(col("is_converted")).select(col("month"), col("currency").as("reporting"));
    Column own = struct(col("currency"), lit(false).as("is_converted"), col("billing_interval"));
    Column together =
        struct(
            col("currency"),
            lit(false).as("is_converted"),
            lit(Intervals.ALL).as("billing_interval"));
    Column overall =
        struct(
            col("reporting").as("currency"),
            lit(true).as("is_converted"),
            lit(Intervals.ALL).as("billing_interval"));
    Column isRenewed = Outcome.RENEWED.isOne();
    return cycles
        .where(isRenewed.or(Outcome.LOST.isOne()))
        .withColumn("month", trunc(col("ended_on"), "month"))
        .join(converted, new String[] {"month"}, "left")
        .select(col("month"), col("outcome"), inline(array(own, together, overall)))
        .where(col("currency").isNotNull())
        .groupBy(Stream.of(KEY).map(name -> col(name)).toArray(Column[]::new))
        .agg(count_if(lit(true)).as("due_cycles"), count_if(isRenewed).as("renewed_cycles"));
  }

  /** Adds what could be seen: of an interval by its warm-up, of all by that of its intervals. */
  private static Dataset<Row> withVisibility(
      Dataset<Row> rows, Dataset<Row> months, Dataset<Row> coverage) {
    Dataset<Row> warmUps = coverage.select("currency", "billing_interval", "warm_up_end");
    WindowSpec ofCurrency = Window.partitionBy("month", "currency", "is_converted");
    WindowSpec ofMonth = Window.partitionBy("month");
    Column isAll = col("billing_interval").equalTo(Intervals.ALL);
    Column isWarm = coalesce(col("month").geq(col("warm_up_end")), lit(false));
    Column seen = when(isWarm, col("start_mrr_minor")).otherwise(0L);
    Column seenNative = sum(seen).over(ofCurrency);
    return rows.join(warmUps, new String[] {"currency", "billing_interval"}, "left")
        .join(months, new String[] {"month", "currency", "is_converted"})
        .withColumn("is_warm", isWarm)
        .withColumn("seen_start_minor", when(isAll, seenNative).otherwise(seen))
        .withColumn("someone_sees", max(col("seen_start_minor").gt(0)).over(ofMonth))
        .withColumn(
            "seen_start_minor", when(col("is_converted"), null).otherwise(col("seen_start_minor")))
        .withColumn(
            "can_be_seen",
            when(col("is_converted"), col("someone_sees")).otherwise(col("seen_start_minor").gt(0)))
        .withColumn(
            "is_warming_up", when(isAll, col("is_warming_up")).otherwise(not(col("is_warm"))));
  }

  private static Dataset<Row> rates(Dataset<Row> rows) {
    Column lost = col("churn_minor").plus(col("contraction_minor")).multiply(-1L);
    Column returned = col("retained_minor").plus(col("returned_minor"));
    return rows.withColumn("lost_minor", lost)
        .withColumn("net_lost_without_reactivation_minor", lost.minus(col("expansion_minor")))
        .withColumn(
            "net_lost_minor",
            col("net_lost_without_reactivation_minor").minus(col("reactivation_minor")))
        .withColumn("retained_with_reactivation_minor", returned)
        .withColumn("stripe_customers", col("start_customers").plus(col("gained_customers")))
        .withColumn("gross_mrr_churn", rate("lost_minor", "start_mrr_minor"))
        .withColumn("net_mrr_churn", rate("net_lost_minor", "start_mrr_minor"))
        .withColumn(
            "net_mrr_churn_without_reactivation",
            rate("net_lost_without_reactivation_minor", "start_mrr_minor"))
        .withColumn("grr", rate("kept_minor", "start_mrr_minor"))
        .withColumn("nrr", rate("retained_minor", "start_mrr_minor"))
        .withColumn(
            "nrr_with_reactivation", rate("retained_with_reactivation_minor", "start_mrr_minor"))
        .withColumn("customer_churn", rate("churned_customers", "start_customers"))
        .withColumn("customer_churn_stripe", rate("churned_customers", "stripe_customers"))
        .withColumn("renewal_rate", Ratio.of("renewed_cycles", "due_cycles"));
  }

  private static Column rate(String numerator, String denominator) {
    return when(col("can_be_seen"), Ratio.of(numerator, denominator));
  }

  private static Column total(String name) {
    return coalesce(sum(name), lit(0L)).as(name);
  }

  private static Column[] concat(String[] key, Column[] rest) {
    return Stream.concat(Stream.of(key).map(name -> col(name)), Stream.of(rest))
        .toArray(Column[]::new);
  }
}
