package io.tidemark.testing;

import io.tidemark.warehouse.LocalDisk;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of the test suite. */
public final class TestSpark {
  private static SparkSession session;

  private TestSpark() {}

  /** The session, made when first asked for. */
  public static synchronized SparkSession session() {
    if (session == null) {
      SparkSession.Builder builder = SparkSession.builder();
      LocalDisk.SETTINGS.forEach(builder::config);
      session =
          builder
              .master("local[1]")
              .appName("tests")
              .config("spark.sql.shuffle.partitions", "1")
              .config("spark.sql.adaptive.enabled", "false")
              .config("spark.ui.enabled", "false")
              .config("spark.sql.session.timeZone", "UTC")
              .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
              .config(
                  "spark.sql.catalog.spark_catalog",
                  "org.apache.spark.sql.delta.catalog.DeltaCatalog")
              .config("spark.databricks.delta.snapshotPartitions", "1")
              .getOrCreate();
    }
    return session;
  }
}
