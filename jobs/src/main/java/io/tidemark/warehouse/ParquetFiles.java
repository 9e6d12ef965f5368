package io.tidemark.warehouse;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.util.SerializableConfiguration;

/** Gives Spark and its tasks access to Parquet files. */
public final class ParquetFiles {
  private ParquetFiles() {}

  /** Returns a reader that takes paths literally: the name of a folder may look like a glob. */
  public static DataFrameReader reader(SparkSession spark) {
    return spark.read().option(DataSource.GLOB_PATHS_KEY(), false);
  }

  /** Returns the Hadoop configuration with which tasks open files. */
  public static Broadcast<SerializableConfiguration> hadoop(SparkSession spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
  }
}
