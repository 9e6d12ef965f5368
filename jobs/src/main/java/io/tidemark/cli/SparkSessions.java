package io.tidemark.cli;

import io.tidemark.errors.Errors;
import io.tidemark.warehouse.LocalDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkConf;
import org.apache.spark.package$;
import org.apache.spark.sql.SparkSession;

/** Opens the Spark session of a command with the settings that every job needs. */
final class SparkSessions {
  private static final String UMASK = "fs.permissions.umask-mode";
  private static final String OWNER_ONLY = "077";
  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";

  /**
   * Fixes the locale as {@link io.tidemark.cli.Commands#fixLocale} does, for the processes of a
   * cluster.
   */
  private static final String LOCALE = " -Duser.language=en -Duser.country=US";

  private SparkSessions() {}

  /** A session that is closed without noise. */
  record Session(SparkSession spark) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      QuietEnd.close(spark);
    }
  }

  /**
   * Opens a session; uses all cores of this machine unless a master is given.
   *
   * @param database the folder of Spark's default database, which stays empty; created if missing
   * @throws io.tidemark.errors.UserError for an unsupported version of Spark or Java
   */
  static Session open(Path database) {
    checkVersions(package$.MODULE$.SPARK_VERSION(), Runtime.version().feature());
    SparkConf given = new SparkConf();
    String master = given.get("spark.master", "local[*]");
    SparkSession.Builder session =
        SparkSession.builder()
            .appName("tidemark")
            .master(master)
            .config("spark.ui.enabled", false)
            .config(EXECUTOR_OPTIONS, given.get(EXECUTOR_OPTIONS, "") + LOCALE)
            // Not as a URI: Spark would create a folder with the escaped name.
            .config(
                "spark.sql.warehouse.dir",
                new org.apache.hadoop.fs.Path(database.toUri()).toString())
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.databricks.delta.snapshotPartitions", 1)
            .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
            .config("spark.hadoop." + UMASK, OWNER_ONLY)
            .config("spark.hadoop.parquet.page.verify-checksum.enabled", true);
    if (master.startsWith("local")) {
      LocalDisk.SETTINGS.forEach(session::config);
      session
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1");
    }
    forgetLocalFiles();
    QuietEnd.quietly();
    return new Session(session.getOrCreate());
  }

  /**
   * Closes the local file system that spark-submit has opened. Hadoop would otherwise return this
   * cached instance with its earlier settings.
   */
  private static void forgetLocalFiles() {
    try {
      FileSystem.getLocal(new Configuration()).close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static void checkVersions(String spark, int java) {
    if (!spark.startsWith("4.1.") || (java != 17 && java != 21)) {
      throw Errors.unsupportedRuntime(spark, java);
    }
  }
}
