package io.tidemark.staging;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;

import io.tidemark.tables.RejectReason;
import io.tidemark.tables.Table;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Merges the records of all ingested files. Their status is then recomputed as if the files had
 * been ingested together.
 */
public final class MergedRecords {
  private MergedRecords() {}

  /**
   * Returns all records without a status.
   *
   * @param table the table of records
   * @param earlier its rows from an earlier run
   * @param fresh the records of the files that are new since that run, in the shape of {@link
   *     io.tidemark.source.SourceData}
   * @param files {@link io.tidemark.source.SourceData#fileRows()}, for the order of ingest
   */
  public static Dataset<Row> of(
      Table table, Dataset<Row> earlier, Dataset<Row> fresh, Dataset<Row> files) {
    Column[] said = said(table, List.of(fresh.columns()));
    Dataset<Row> order = broadcast(files.select("source_file", "file_order"));
    return earlier
        .withColumn("problems", withoutConflicts())
        .select(said)
        .union(fresh.select(said))
        .join(order, "source_file");
  }

  /**
   * Returns the columns that come from the record itself. The position of its file is not one of
   * them, because it may have changed.
   */
  private static Column[] said(Table table, List<String> fields) {
    return table.columns().stream()
        .map(io.tidemark.tables.Column::name)
        .filter(name -> fields.contains(name) && !name.equals("file_order"))
        .map(name -> col(name))
        .toArray(Column[]::new);
  }

  /** Removes conflicts from the problems, because they are recomputed with the status. */
  private static Column withoutConflicts() {
    return filter(
        col("problems"),
        problem -> problem.getField("reason").notEqual(RejectReason.ID_CONFLICT.name()));
  }
}
