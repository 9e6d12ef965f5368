package io.tidemark.warehouse;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How the work of a run is cut up. On small inputs planning, and moving rows between tasks, is most
 * of the work: there all of it is done in one partition, where nothing has to move. No figure
 * depends on it.
 *
 * @param partitions at most, of rows that move
 */
public record Parallelism(int partitions) {
  public static final Parallelism ONE_PARTITION = new Parallelism(1);

  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  /** What one task sorts and joins in the memory it has. */
  private static final int BITS_OF_ONE = 24;

  /** Of a run that reads this many bytes. */
  public static Parallelism of(long inputBytes) {
    return new Parallelism(Math.toIntExact(Math.max(inputBytes - 1, 0) >> BITS_OF_ONE) + 1);
  }

  /** Tells the session, which may be configured for more partitions where there is much to do. */
  public void tune(SparkSession spark) {
    if (isOne()) {
      // Plans that adapt to what they meet do not know that they end in one partition.
      spark.conf().set("spark.sql.adaptive.enabled", false);
      spark.conf().set(PARTITIONS, 1);
    } else {
      spark.conf().set(PARTITIONS, Math.max(partitionsOf(spark), partitions));
    }
  }

  /** Returns how many partitions a session is set to. */
  public static int partitionsOf(SparkSession spark) {
    return Integer.parseInt(spark.conf().get(PARTITIONS));
  }

  /**
   * Computes rows that more than one table is made of once, and forgets how they came about: a plan
   * that starts at them is short.
   */
  public Dataset<Row> keep(Dataset<Row> rows) {
    return (isOne() ? rows.coalesce(1) : rows).localCheckpoint();
  }

  /** Whether all of the work is done in one partition. */
  public boolean isOne() {
    return partitions == 1;
  }
}
