package io.tidemark.bench;

import io.tidemark.warehouse.LocalDisk;
import org.apache.spark.sql.SparkSession;

/** Spark as a run has it on one machine. */
final class Sessions {
  private Sessions() {}

  static SparkSession open() {
    SparkSession.Builder session =
        SparkSession.builder()
            .appName("bench")
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", 4)
            .config("spark.rdd.compress", true)
            .config("spark.databricks.delta.snapshotPartitions", 1)
            .config("spark.sql.artifact.isolation.enabled", false)
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    LocalDisk.SETTINGS.forEach(session::config);
    SparkSession spark = session.getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    return spark;
  }
}
