package io.tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The one entry, {@code scripts/tidemark}, as a process of its own, called from a folder. */
public final class Launcher {
  private static final Path SCRIPT = Path.of("scripts", "tidemark").toAbsolutePath();
  private static final long MOST_MINUTES = 15;

  private final Path folder;
  private final Map<String, String> environment;
  private int started;

  /** How a command ended. */
  public record Outcome(int exitCode, String answer, String talk) {}

  /** A command that is running. */
  public record Running(Process process, Path answer, Path talk) {
    /** Waits for its end. */
    public Outcome outcome() {
      try {
        assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)).as("ends in time").isTrue();
        return new Outcome(process.exitValue(), Files.readString(answer), Files.readString(talk));
      } catch (IOException | InterruptedException failed) {
        throw new AssertionError(failed);
      }
    }
  }

  /**
   * A caller.
   *
   * @param folder it calls from
   * @param environment variables beside the usual ones
   */
  public Launcher(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /** Runs a command to its end. */
  public Outcome run(String... arguments) {
    return start(arguments).outcome();
  }

  /** Starts a command; its process is Java's own, the script having become it. */
  public synchronized Running start(String... arguments) {
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(arguments));
    started++;
    Path answer = folder.resolve("answer " + started);
    Path talk = folder.resolve("talk " + started);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(answer.toFile())
            .redirectError(talk.toFile());
    builder.environment().keySet().removeAll(List.of("SPARK_HOME", "SPARK_CONF_DIR"));
    builder.environment().putAll(environment);
    try {
      return new Running(builder.start(), answer, talk);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
