package io.tidemark.bench;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** The least that a Spark job costs: a session, a CSV file read, one Delta table written. */
public final class BareSpark {
  private BareSpark() {}

  /** Arguments: a CSV file, the folder of the table. */
  public static void main(String[] arguments) throws IOException {
    try (SparkSession spark = Sessions.open()) {
      spark
          .read()
          .option("header", true)
          .csv(arguments[0])
          .write()
          .format("delta")
          .option("delta.columnMapping.mode", "name")
          .save(arguments[1]);
    }
  }
}
