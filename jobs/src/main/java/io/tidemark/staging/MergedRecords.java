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
 * The records of every file that was ever ingested. What becomes of a record is then decided anew
 * over all of them, as if the files had been ingested in one go.
 */
public final class MergedRecords {
  private MergedRecords() {}

  /**
   * @param table the table of records
   * @param earlier its rows as an earlier run left them
   * @param fresh the records of the files that run did not have, as {@link
   *     io.tidemark.source.SourceData} says
   * @param files {@link io.tidemark.source.SourceData#fileRows()}: the order of ingest
   * @return all of them, undecided
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

  /** What a record says of itself; the place of its file may have changed since. */
  private static Column[] said(Table table, List<String> fields) {
    return table.columns().stream()
        .map(io.tidemark.tables.Column::name)
        .filter(name -> fields.contains(name) && !name.equals("file_order"))
        .map(name -> col(name))
        .toArray(Column[]::new);
  }

  /** Whether rows of one id disagree is for the decision to say. */
  private static Column withoutConflicts() {
    return filter(
        col("problems"),
        problem -> problem.getField("reason").notEqual(RejectReason.ID_CONFLICT.name()));
  }
}
