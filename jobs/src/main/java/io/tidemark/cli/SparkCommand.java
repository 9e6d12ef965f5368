package io.tidemark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import picocli.CommandLine;

/**
 * Prints the command that starts Spark, as Spark's own launcher does, and adds the settings of
 * {@code spark-large.conf} for large inputs. Java's compilation and garbage collection are
 * configured at startup, and the settings that shorten a short run double the time of a long one.
 */
public final class SparkCommand {
  static final String LARGE = "spark-large.conf";

  /**
   * Size from which the settings for large inputs apply. With them, a run of 24 MB takes the same
   * time, one of 58 MB three quarters of it.
   */
  static final long LARGE_BYTES = 32L << 20;

  /** A command that reads files. */
  interface Reader {
    /**
     * Returns the size in bytes of the files that the command reads, as far as it can be determined
     * beforehand; otherwise 0.
     */
    long bytes();
  }

  private SparkCommand() {}

  /**
   * Prints the command.
   *
   * @param arguments options of Spark, {@code --class} with the main class, the jar, and the
   *     arguments of the program
   */
  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    Commands.fixLocale();
    List<String> words = new ArrayList<>(List.of("org.apache.spark.deploy.SparkSubmit"));
    List<String> given = List.of(arguments);
    String settings = System.getenv("SPARK_CONF_DIR");
    int program = given.indexOf("--class") + 1;
    if (settings != null && isLarge(given.subList(program + 2, given.size()))) {
      // Before the user's options, which override these.
      words.addAll(options(Path.of(settings).resolve(LARGE)));
    }
    words.addAll(given);
    // The class is not public: Java starts it by its name.
    Method launcher =
        Class.forName("org.apache.spark.launcher.Main").getDeclaredMethod("main", String[].class);
    launcher.setAccessible(true);
    launcher.invoke(null, (Object) words.toArray(String[]::new));
  }

  /** Returns whether a command line reads many rows. */
  static boolean isLarge(List<String> commandLine) {
    String[] words = commandLine.toArray(String[]::new);
    try {
      CommandLine.ParseResult parsed = Commands.commandLine(words).parseArgs(words);
      return parsed.hasSubcommand()
          && parsed.subcommand().commandSpec().userObject() instanceof Reader reader
          && reader.bytes() > LARGE_BYTES;
    } catch (RuntimeException refused) {
      // The command itself reports the error.
      return false;
    }
  }

  /** Returns the settings of a file as options of spark-submit; none if the file does not exist. */
  static List<String> options(Path file) throws IOException {
    Properties settings = new Properties();
    if (Files.exists(file)) {
      try (InputStream text = Files.newInputStream(file)) {
        settings.load(text);
      }
    }
    return settings.stringPropertyNames().stream()
        .sorted()
        .flatMap(
            name -> List.of("--conf", name + "=" + settings.getProperty(name).strip()).stream())
        .toList();
  }
}
