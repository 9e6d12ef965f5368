package io.tidemark.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.sql.SparkSession;

/**
 * Ends a Spark session without noise. Threads of Spark that are interrupted print stack traces,
 * which are about the end and not about its cause.
 */
final class QuietEnd {
  private static volatile boolean hasBegun;

  private QuietEnd() {}

  /** Makes the process end quietly after a signal. */
  static void quietly() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  hasBegun = true;
                  Configurator.setRootLevel(Level.OFF);
                  mute();
                }));
  }

  /** Returns whether the process is ending, so that failures are consequences of that. */
  static boolean hasBegun() {
    return hasBegun;
  }

  /** Closes a session. */
  static void close(SparkSession spark) throws IOException {
    PrintStream errors = mute();
    try {
      spark.close();
    } finally {
      System.setErr(errors);
    }
  }

  private static PrintStream mute() {
    PrintStream errors = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    return errors;
  }
}
