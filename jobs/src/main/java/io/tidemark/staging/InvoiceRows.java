package io.tidemark.staging;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_ym_interval;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import io.tidemark.source.Kind;
import io.tidemark.tables.RejectReason;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Every record of the invoice files, typed and judged. Kept by a run: four tables come from it. */
public final class InvoiceRows {
  private static final int LONGEST_PERIOD_YEARS = 10;

  private InvoiceRows() {}

  /**
   * @param rows {@link io.tidemark.source.SourceData#invoices()}
   * @param readOn no date more than ten years ahead of it is believed
   * @return one row per record: {@code source_file, file_order, source_line, raw_record}, the
   *     fields of an invoice, {@code problems} and {@code flaws} (arrays of {@code (field, value,
   *     reason)}) and {@code decision}, as {@link Decision} says
   */
  public static Dataset<Row> of(Dataset<Row> rows, LocalDate readOn) {
    Column decimals = Parse.decimalsOf(upper(col("currency")));
    Dataset<Row> typed = TypedRows.of(rows, Kind.INVOICES, decimals, readOn);
    Column periods =
        array_compact(
            array(
                periodProblem("service_start", "service_end"),
                periodProblem("usage_start", "usage_end")));
    Dataset<Row> judged = typed.withColumn("problems", concat(col("problems"), periods));
    return Decision.of(judged, Kind.INVOICES);
  }

  private static Column periodProblem(String startName, String endName) {
    Column start = col(startName);
    Column end = col(endName);
    Column longest = start.plus(make_ym_interval(lit(LONGEST_PERIOD_YEARS), lit(0)));
    Column isBelievable = coalesce(hasNoProblemIn(startName, endName), lit(true));
    Column reason =
        when(start.isNull().notEqual(end.isNull()), Parse.reason(RejectReason.PERIOD_INCOMPLETE))
            .when(end.lt(start), Parse.reason(RejectReason.PERIOD_REVERSED))
            .when(end.gt(longest), Parse.reason(RejectReason.PERIOD_TOO_LONG));
    Column value = coalesce(end, start);
    return when(isBelievable.and(reason.isNotNull()), TypedRows.problem(endName, value, reason));
  }

  private static Column hasNoProblemIn(String startName, String endName) {
    return org.apache.spark.sql.functions.forall(
        col("problems"),
        problem -> problem.getField("field").isin("", startName, endName).equalTo(false));
  }
}
