package io.tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A standalone cluster of the Spark that Maven resolved: a master and two workers of one core each,
 * every one a process of its own on loopback.
 */
public final class SparkCluster implements AutoCloseable {
  private static final Path SPARK = Path.of("target", "spark").toAbsolutePath();
  private static final Pattern ADDRESS = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final String address;

  private SparkCluster(Path folder) throws IOException {
    this.folder = folder;
    Path log = folder.resolve("master");
    try {
      daemon(log, "master.Master", "--port", "0");
      this.address = found(log, ADDRESS, 1);
      for (int worker = 1; worker <= 2; worker++) {
        Path work = Files.createDirectories(work(worker));
        String[] arguments = {
          "--cores", "1", "--memory", "1g", "--work-dir", work.toString(), address
        };
        daemon(folder.resolve("worker " + worker), "worker.Worker", arguments);
      }
      found(log, Pattern.compile("(Registering worker)"), 2);
    } catch (IOException | AssertionError failed) {
      close();
      throw failed;
    }
  }

  /**
   * Starts the cluster, and waits until it takes jobs.
   *
   * @param folder for its logs and what its workers write
   */
  public static SparkCluster start(Path folder) throws IOException {
    return new SparkCluster(folder);
  }

  /** What {@code --master} takes. */
  public String address() {
    return address;
  }

  /** The executors that a worker, 1 or 2, has had, by the ids Spark gave them. */
  public Set<String> executors(int worker) throws IOException {
    Set<String> ids = new TreeSet<>();
    try (Stream<Path> applications = Files.list(work(worker))) {
      for (Path application : applications.toList()) {
        try (Stream<Path> executors = Files.list(application)) {
          executors.map(executor -> executor.getFileName().toString()).forEach(ids::add);
        }
      }
    }
    return ids;
  }

  /** Ends every process; executors end with their workers. */
  @Override
  public void close() {
    processes.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    processes.forEach(Process::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
  }

  private Path work(int worker) {
    return folder.resolve("work " + worker);
  }

  private void daemon(Path log, String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.add("-Dspark.master.rest.enabled=false");
    command.addAll(List.of("-cp", SPARK.resolve("jars") + "/*"));
    command.add("org.apache.spark.deploy." + name);
    command.addAll(List.of("--host", "127.0.0.1", "--webui-port", "0"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SPARK_HOME", SPARK.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    processes.add(builder.start());
  }

  private static String found(Path log, Pattern pattern, int times) throws IOException {
    Instant end = Instant.now().plus(LONGEST_START);
    while (Instant.now().isBefore(end)) {
      List<String> all =
          pattern.matcher(Files.readString(log)).results().map(m -> m.group(1)).toList();
      if (all.size() >= times) {
        return all.get(0);
      }
      pause();
    }
    return assertThat(Files.readString(log)).as("starts in time").containsPattern(pattern).actual();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }
}
