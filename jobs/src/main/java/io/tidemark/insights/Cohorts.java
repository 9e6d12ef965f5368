package io.tidemark.insights;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.months_between;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.CohortTables;
import io.tidemark.tables.Movement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Customers who began in the same month, month by month since: how many are left, what they pay.
 * Retention compares with the first MRR each of them had. Who paid before the data begins is one
 * cohort of its own: of those, only survivors show.
 */
public final class Cohorts {
  private static final String[] CUSTOMER = {"customer_id", "currency", "is_converted"};
  private static final String[] COHORT = {
    "currency", "is_converted", "dimension", "segment", "cohort", "cohort_month"
  };

  /** Rows that agree in these count alike in every dimension. */
  private static final String[] ALIKE = {
    "month",
    "last_month",
    "currency",
    "is_converted",
    "cohort",
    "cohort_month",
    "first_interval",
    "first_band",
    "first_discount",
    "coupon",
    "country"
  };

  private static final List<String> SUMS =
      Stream.concat(
              Stream.of("customers", "start_mrr_minor", "mrr_minor", "kept_minor"),
              Arrays.stream(Movement.values()).map(Movement::column))
          .toList();

  private Cohorts() {}

  /**
   * {@link CohortTables#COHORTS}.
   *
   * @param segments {@link CustomerSegments#of}
   * @param customerMonths {@link CustomerMonths#of}
   * @param customerMovements {@link io.tidemark.tables.InsightTables#CUSTOMER_MONTHLY_MOVEMENTS}
   * @param growth {@link Growth#of}, for the months there are
   */
  public static Dataset<Row> of(
      Dataset<Row> segments,
      Dataset<Row> customerMonths,
      Dataset<Row> customerMovements,
      Dataset<Row> growth) {
    Dataset<Row> months = growth.select("currency", "is_converted", "month", "is_partial");
    Dataset<Row> sizes =
        byDimension(segments, "initial_minor")
            .groupBy(columns(COHORT))
            .agg(
                count(lit(1)).as("cohort_customers"), sum("initial_minor").as("initial_mrr_minor"));
    Column[] totals = SUMS.stream().map(name -> sum(name).as(name)).toArray(Column[]::new);
    Column[] rest = Arrays.copyOfRange(totals, 1, totals.length);
    String[] key = Stream.concat(Stream.of("month"), Stream.of(COHORT)).toArray(String[]::new);
    Dataset<Row> alike =
        ends(customerMonths)
            .unionByName(moved(customerMovements), true)
            .join(segments, CUSTOMER)
            .withColumn("kept_minor", keptOf("mrr_minor"))
            .groupBy(columns(ALIKE))
            .agg(totals[0], rest);
    String[] summed = Stream.concat(Stream.of("month"), SUMS.stream()).toArray(String[]::new);
    Dataset<Row> sums =
        byDimension(CustomerMonths.each(alike), summed).groupBy(columns(key)).agg(totals[0], rest);
    Dataset<Row> cohorts =
        sizes
            .join(months, new String[] {"currency", "is_converted"})
            .where(col("month").geq(col("cohort_month")))
            .join(sums, key, "left")
            .na()
            .fill(0L, SUMS.toArray(String[]::new))
            .withColumn("month_offset", monthsSince().cast("int"))
            .withColumn("customer_retention", Ratio.of("customers", "cohort_customers"))
            .withColumn("grr", Ratio.of("kept_minor", "initial_mrr_minor"))
            .withColumn("nrr", Ratio.of("mrr_minor", "initial_mrr_minor"))
            .withColumn("is_survivors", col("cohort").equalTo(CustomerSegments.BEFORE));
    return CohortTables.COHORTS.select(cohorts);
  }

  /** Every row once for all and once for each dimension. */
  private static Dataset<Row> byDimension(Dataset<Row> rows, String... values) {
    Column dimensions =
        array(
            dimension(Intervals.ALL, lit(Intervals.ALL)),
            dimension("billing_interval", col("first_interval")),
            dimension("mrr_band", col("first_band")),
            dimension("first_discount", col("first_discount")),
            dimension("coupon", col("coupon")),
            dimension("country", col("country")));
    Stream<Column> kept =
        Stream.concat(
                Stream.of("currency", "is_converted", "cohort", "cohort_month"), Stream.of(values))
            .map(name -> col(name));
    return rows.select(Stream.concat(kept, Stream.of(inline(dimensions))).toArray(Column[]::new));
  }

  private static Column dimension(String name, Column segment) {
    return struct(lit(name).as("dimension"), segment.as("segment"));
  }

  private static Dataset<Row> ends(Dataset<Row> customerMonths) {
    return customerMonths
        .where(col("billing_interval").equalTo(Intervals.ALL))
        .select(
            col("customer_id"),
            col("currency"),
            col("is_converted"),
            col("month"),
            col("last_month"),
            col("start_minor").as("start_mrr_minor"),
            col("end_minor").as("mrr_minor"),
            when(col("end_minor").gt(0), 1L).otherwise(0L).as("customers"));
  }

  private static Dataset<Row> moved(Dataset<Row> customerMovements) {
    Column[] columns =
        Arrays.stream(Movement.values())
            .map(
                movement ->
                    when(col("movement").equalTo(movement.text()), col("change_minor"))
                        .as(movement.column()))
            .toArray(Column[]::new);
    Column[] key = columns("customer_id", "currency", "is_converted", "month");
    return customerMovements
        .select(Stream.concat(Stream.of(key), Stream.of(columns)).toArray(Column[]::new))
        .withColumn("last_month", col("month"));
  }

  /** Of a customer's first MRR; null in rows of movements. */
  private static Column keptOf(String mrr) {
    return when(col(mrr).isNotNull(), least(col(mrr), col("initial_minor")));
  }

  private static Column monthsSince() {
    return months_between(col("month"), col("cohort_month"));
  }

  private static Column[] columns(String... names) {
    return Stream.of(names).map(name -> col(name)).toArray(Column[]::new);
  }
}
