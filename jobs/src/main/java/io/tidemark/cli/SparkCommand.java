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
 * Prints the command that starts Spark, as Spark's own launcher does: with the settings of {@code
 * spark-large.conf} where there is much to do. Java is told how to compile and to collect garbage
 * before it runs, and what makes a short run short makes a long one take twice the time.
 */
public final class SparkCommand {
  static final String LARGE = "spark-large.conf";

  /** A run of 24 MB takes as long with either settings, one of 58 MB three quarters with these. */
  static final long LARGE_BYTES = 32L << 20;

  /** A command that reads files. */
  interface Reader {
    /** Size of the files that it goes over, as far as that can be told beforehand; else 0. */
    long bytes();
  }

  private SparkCommand() {}

  /**
   * Arguments: options of Spark, {@code --class} with that of the program, its jar, and what it is
   * called with.
   */
  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    Commands.fixLocale();
    List<String> words = new ArrayList<>(List.of("org.apache.spark.deploy.SparkSubmit"));
    List<String> given = List.of(arguments);
    String settings = System.getenv("SPARK_CONF_DIR");
    int program = given.indexOf("--class") + 1;
    if (settings != null && isLarge(given.subList(program + 2, given.size()))) {
      // Before what the user says, which holds where it says otherwise.
      words.addAll(options(Path.of(settings).resolve(LARGE)));
    }
    words.addAll(given);
    // Not public, as Java starts it by its name.
    Method launcher =
        Class.forName("org.apache.spark.launcher.Main").getDeclaredMethod("main", String[].class);
    launcher.setAccessible(true);
    launcher.invoke(null, (Object) words.toArray(String[]::new));
  }

  /** Whether what a command line asks for goes over many rows. */
  static boolean isLarge(List<String> commandLine) {
    String[] words = commandLine.toArray(String[]::new);
    try {
      CommandLine.ParseResult parsed = Commands.commandLine(words).parseArgs(words);
      return parsed.hasSubcommand()
          && parsed.subcommand().commandSpec().userObject() instanceof Reader reader
          && reader.bytes() > LARGE_BYTES;
    } catch (RuntimeException refused) {
      // The command itself says what is wrong.
      return false;
    }
  }

  /** The settings of a file as options of spark-submit; none where there is no such file. */
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
