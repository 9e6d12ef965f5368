package io.tidemark.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.xxhash64;

import io.tidemark.run.CheckReport.Reject;
import io.tidemark.source.Remedies;
import io.tidemark.tables.RejectReason;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Describes why rows of files were rejected and how to make them readable. */
public final class RejectReasons {
  private static final int MOST_REASONS = 3;
  private static final int SAMPLE = 1000;

  private RejectReasons() {}

  /**
   * Returns the reasons, most frequent first.
   *
   * @param rejects {@link io.tidemark.tables.StagingTables#REJECTS}
   * @param accounts the rows of {@link io.tidemark.tables.StagingTables#SOURCE_FILES}
   */
  public static List<Reject> of(Dataset<Row> rejects, List<Row> accounts, Remedies remedies) {
    // The adjustments file has one format, independent of the profile.
    Object[] adjustments =
        accounts.stream()
            .filter(account -> account.getAs("kind").equals("adjustments"))
            .map(account -> account.<String>getAs("source_file"))
            .toArray();
    Dataset<Row> ofExports = rejects.filter(not(col("source_file").isin(adjustments)));
    return RejectedByReason.of(rejects).collectAsList().stream()
        .map(row -> reject(row, ofExports, remedies))
        .toList();
  }

  /**
   * Returns the first reasons as lines of an error.
   *
   * @param fresh the files that are new in this run; if there are any, only their rejects are used
   */
  public static List<String> lines(
      Dataset<Row> rejects, List<String> fresh, List<Row> accounts, Remedies remedies) {
    Dataset<Row> blamed =
        fresh.isEmpty() ? rejects : rejects.filter(col("source_file").isin(fresh.toArray()));
    List<Reject> all = of(blamed, accounts, remedies);
    List<String> lines =
        new ArrayList<>(CheckText.rejects(all.stream().limit(MOST_REASONS).toList()));
    if (all.size() > MOST_REASONS) {
      lines.add("  Run \"tidemark check\" to list all " + all.size() + " reasons.");
    }
    return lines;
  }

  private static Reject reject(Row row, Dataset<Row> ofExports, Remedies remedies) {
    RejectReason reason = RejectReason.valueOf(row.getAs("reason"));
    Row example = row.getAs("example");
    return new Reject(
        reason.name(),
        reason.definition(),
        row.getAs("values"),
        example.getString(0),
        example.getLong(1),
        example.getString(2),
        example.getString(3),
        remedies.of(reason, () -> sample(ofExports, reason)).orElse(null));
  }

  /** Returns distinct values in an order that is neither that of the file nor alphabetical. */
  private static List<String> sample(Dataset<Row> rejects, RejectReason reason) {
    return rejects
        .filter(col("reason").equalTo(reason.name()).and(col("value").isNotNull()))
        .select("value")
        .distinct()
        .orderBy(xxhash64(col("value")), col("value"))
        .limit(SAMPLE)
        .as(Encoders.STRING())
        .collectAsList();
  }
}
