package io.tidemark.bench;

import io.tidemark.outputs.MrrOnDate;
import io.tidemark.outputs.PublishedRuns;
import io.tidemark.outputs.PublishedRuns.Published;
import io.tidemark.outputs.RelationalReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** How many answers to "the MRR of a customer on a date" one process gives in a second. */
public final class LookUps {
  private static final int LEAST_WARM_UP = 100_000;

  /** How often each customer is asked about, on average, before it counts. */
  private static final int ROUNDS = 3;

  private static final int TIMES = 200_000;

  /** The run that {@link RelationalLoad} makes. */
  static final String REBUILT = "rebuilt";

  private LookUps() {}

  /**
   * Arguments: a warehouse or the folder of {@link #REBUILT}, a customers file, the first day.
   * Prints the answers a second.
   */
  public static void main(String[] arguments) throws IOException {
    Path warehouse = Path.of(arguments[0]);
    LocalDate first = LocalDate.parse(arguments[2]);
    List<String> customers;
    try (Stream<String> lines = Files.lines(Path.of(arguments[1]))) {
      customers = lines.skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
    }
    Random random = new Random(1);
    Optional<String> current = PublishedRuns.of(warehouse).current().map(Published::runId);
    String run = current.orElse(REBUILT);
    Path folder = current.map(warehouse.resolve("runs")::resolve).orElse(warehouse);
    try (RelationalReader store = RelationalReader.open(folder, run, Optional.empty())) {
      MrrOnDate mrr = new MrrOnDate(store);
      int warmUp = Math.max(LEAST_WARM_UP, ROUNDS * customers.size());
      long start = 0;
      for (int time = -warmUp; time < TIMES; time++) {
        start = time == 0 ? System.nanoTime() : start;
        String customer = customers.get(random.nextInt(customers.size()));
        mrr.of(customer, first.plusDays(random.nextInt(365)));
      }
      System.out.printf("%.0f%n", TIMES / ((System.nanoTime() - start) / 1e9));
    }
  }
}
