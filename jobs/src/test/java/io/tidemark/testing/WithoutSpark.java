package io.tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.Tidemark;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command in a process of its own: of what Spark brings along it has only the reader of Parquet.
 */
public final class WithoutSpark {
  private static final Pattern CLASS_PATH =
      Pattern.compile(
          "classes$|picocli|fastcsv|flyway|/h2/|/postgresql/|fasterxml.jackson.(core|dataformat)"
              + "|snakeyaml|parquet-|hadoop-client|slf4j-api|snappy-java|jts-core|commons-(text|lang3|numbers-core|numbers-fraction)");

  private WithoutSpark() {}

  /** How a command ended. */
  public record Answer(int exitCode, String output, String talk) {}

  /**
   * Runs a command on a warehouse.
   *
   * @param folder for what it says
   */
  public static Answer run(Path folder, String command, Path warehouse, String... options) {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> CLASS_PATH.matcher(entry).find())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dslf4j.internal.verbosity=ERROR"));
    words.addAll(List.of("-cp", classPath, Tidemark.class.getName()));
    words.addAll(List.of(command, "--warehouse", warehouse.toString()));
    words.addAll(List.of(options));
    Path output = folder.resolve("output");
    Path talk = folder.resolve("talk");
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectOutput(output.toFile()).redirectError(talk.toFile());
    try {
      Process process = builder.start();
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends in time").isTrue();
      return new Answer(process.exitValue(), Files.readString(output), Files.readString(talk));
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }
}
