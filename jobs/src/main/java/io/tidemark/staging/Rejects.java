package io.tidemark.staging;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;

import io.tidemark.tables.StagingTables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rejected values, with the reasons. */
public final class Rejects {
  private Rejects() {}

  /**
   * Returns the rows of {@link StagingTables#REJECTS}.
   *
   * @param fileRows {@link io.tidemark.source.SourceData#fileRows()}
   */
  public static Dataset<Row> of(RecordRows records, Dataset<Row> fileRows) {
    Dataset<Row> problems =
        problems(records.invoices())
            .union(problems(records.customers()))
            .union(problems(records.adjustments()));
    Dataset<Row> headers = fileRows.select("source_file", "headers");
    Column field = col("problem.field");
    Column header = coalesce(element_at(col("headers"), field), field);
    Dataset<Row> rejects =
        problems
            .join(headers, "source_file")
            .withColumn("column", header)
            .withColumn("value", col("problem.value"))
            .withColumn("reason", col("problem.reason"));
    return StagingTables.REJECTS.select(rejects);
  }

  private static Dataset<Row> problems(Dataset<Row> rows) {
    return rows.filter(RecordStatus.REJECTED.isOne())
        .select(
            col("source_file"),
            col("source_line"),
            col("raw_record"),
            explode(col("problems")).as("problem"));
  }
}
