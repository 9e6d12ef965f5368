package io.tidemark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a process took, from its start to its end, and what it printed. */
record Cost(double seconds, double gigabytes, String output) {
  /** Runs a command that must end well; what it prints goes to files in a folder. */
  static Cost of(List<String> command, Path work) throws IOException, InterruptedException {
    Path output = work.resolve("output.txt");
    Path errors = work.resolve("errors.txt");
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    long most = 0;
    while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
      most = Math.max(most, memory(process.toHandle()));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0) {
      throw new IllegalStateException(command + " failed:\n" + Files.readString(errors));
    }
    Cost cost = new Cost(seconds, most / 1e6, Files.readString(output).strip());
    System.err.println(cost.time() + "  " + command.get(command.size() > 8 ? 0 : 1));
    return cost;
  }

  String time() {
    return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
  }

  /** The most memory that a process has had, in kB; 0 where the system does not tell. */
  private static long memory(ProcessHandle process) {
    try (Stream<String> status = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return status
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException ended) {
      return 0;
    }
  }
}
