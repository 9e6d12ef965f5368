package io.tidemark.outputs;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How the work of a run is cut up. On small inputs planning, and moving rows between tasks, is most
 * of the work: there all of it is done in one partition, where nothing has to move. No figure
 * depends on it.
 */
public enum Spread {
  ONE_PARTITION,
  MANY_PARTITIONS;

  private static final long MOST_BYTES_IN_ONE = 16L << 20;

  /** Of a run that reads this many bytes. */
  public static Spread of(long inputBytes) {
    return inputBytes <= MOST_BYTES_IN_ONE ? ONE_PARTITION : MANY_PARTITIONS;
  }

  /** Tells the session, which is left as configured where there is much to do. */
  public void tune(SparkSession spark) {
    if (this == ONE_PARTITION) {
      // Plans that adapt to what they meet do not know that they end in one partition.
      spark.conf().set("spark.sql.adaptive.enabled", false);
      spark.conf().set("spark.sql.shuffle.partitions", 1);
    }
  }

  /**
   * Computes rows that more than one table is made of once, and forgets how they came about: a plan
   * that starts at them is short.
   */
  public Dataset<Row> keep(Dataset<Row> rows) {
    return (this == ONE_PARTITION ? rows.coalesce(1) : rows).localCheckpoint();
  }
}
