package io.tidemark.warehouse;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The number of partitions for the work of a run. With small inputs, planning and moving rows
 * between tasks take most of the time, so all work is done in one partition, where no rows move. No
 * figure depends on it.
 *
 * @param partitions the maximum number of partitions after a shuffle
 */
public record Parallelism(int partitions) {
  public static final Parallelism ONE_PARTITION = new Parallelism(1);

  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  /**
   * Binary logarithm of the input bytes per partition: what one task can sort and join in memory.
   */
  private static final int BITS_OF_ONE = 24;

  /** Returns the parallelism for a run that reads this many bytes. */
  public static Parallelism of(long inputBytes) {
    return new Parallelism(Math.toIntExact(Math.max(inputBytes - 1, 0) >> BITS_OF_ONE) + 1);
  }

  /**
   * Configures the session. A large run keeps a larger number of partitions that was set already.
   */
  public void tune(SparkSession spark) {
    if (isOne()) {
      // Adaptive plans do not detect that they end in one partition.
      spark.conf().set("spark.sql.adaptive.enabled", false);
      spark.conf().set(PARTITIONS, 1);
    } else {
      spark.conf().set(PARTITIONS, Math.max(partitionsOf(spark), partitions));
    }
  }

  /** Returns the number of partitions that a session is set to. */
  public static int partitionsOf(SparkSession spark) {
    return Integer.parseInt(spark.conf().get(PARTITIONS));
  }

  /**
   * Computes rows once that several tables are made from, and drops their lineage, so that plans
   * that start from them are short.
   */
  public Dataset<Row> keep(Dataset<Row> rows) {
    return (isOne() ? rows.coalesce(1) : rows).localCheckpoint();
  }

  /** Returns whether all work is done in one partition. */
  public boolean isOne() {
    return partitions == 1;
  }
}
