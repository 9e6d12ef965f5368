package io.tidemark.insights;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.CohortTables;
import io.tidemark.tables.Column;
import io.tidemark.tables.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Cohorts as a triangle, one column per month since: empty where the month has not come. The last
 * row is the average of the cohorts that have come so far, weighted by their initial MRR; so the
 * average NRR is the MRR of all of them over what they all began with.
 */
public final class CohortPivots {
  static final String AVERAGE = "average";

  private CohortPivots() {}

  /** The largest offset of any cohort. */
  public static int lastOffset(Dataset<Row> cohorts) {
    return cohorts.agg(coalesce(max("month_offset"), lit(0))).first().getInt(0);
  }

  /**
   * A pivot of all customers' cohorts.
   *
   * @param cohorts {@link CohortTables#COHORTS}
   * @param pivot as {@link CohortTables#wide} declares it
   * @param value which column of the cohorts it shows
   */
  public static Dataset<Row> of(Dataset<Row> cohorts, Table pivot, String value) {
    List<Column> offsets = pivot.columns().stream().filter(CohortPivots::isOffset).toList();
    List<org.apache.spark.sql.Column> cells = new ArrayList<>();
    List<org.apache.spark.sql.Column> averages = new ArrayList<>();
    cells.add(max("initial_mrr_minor").as("initial_mrr_minor"));
    averages.add(sum("initial_mrr_minor").as("initial_mrr_minor"));
    for (int offset = 0; offset < offsets.size(); offset++) {
      Column column = offsets.get(offset);
      org.apache.spark.sql.Column isAt = col("month_offset").equalTo(offset);
      cells.add(max(when(isAt, col(value))).cast(column.type()).as(column.name()));
      averages.add(average(column));
    }
    Dataset<Row> triangle =
        cohorts
            .where(col("dimension").equalTo(Intervals.ALL))
            .groupBy("currency", "is_converted", "cohort")
            .agg(max("cohort_customers").as("cohort_customers"), columns(cells));
    Dataset<Row> average =
        triangle
            .where(col("cohort").notEqual(CustomerSegments.BEFORE))
            .groupBy("currency", "is_converted")
            .agg(sum("cohort_customers").as("cohort_customers"), columns(averages))
            .withColumn("cohort", lit(AVERAGE));
    return pivot.select(triangle).union(pivot.select(average));
  }

  private static org.apache.spark.sql.Column average(Column offset) {
    org.apache.spark.sql.Column weight = col("initial_mrr_minor").cast(Table.DOUBLE);
    org.apache.spark.sql.Column weights = sum(when(col(offset.name()).isNotNull(), weight));
    org.apache.spark.sql.Column average =
        Ratio.of(sum(col(offset.name()).multiply(weight)), weights);
    boolean isAmount = offset.type().equals(Table.LONG);
    return (isAmount ? round(average).cast(Table.LONG) : average).as(offset.name());
  }

  private static boolean isOffset(Column column) {
    return column.name().matches("m\\d\\d+(_minor)?");
  }

  private static org.apache.spark.sql.Column[] columns(List<org.apache.spark.sql.Column> columns) {
    return columns.toArray(org.apache.spark.sql.Column[]::new);
  }
}
