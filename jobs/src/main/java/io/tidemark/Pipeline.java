package io.tidemark;

import io.tidemark.cli.Talk;
import org.apache.spark.sql.SparkSession;

/** The whole way from the files to a published run. */
public final class Pipeline {
  private Pipeline() {}

  /** Runs what is asked and tells what it does. */
  public static void run(SparkSession spark, RunOptions options, Talk talk) {
    talk.line("Spark " + spark.version() + ", warehouse " + options.warehouse());
  }
}
