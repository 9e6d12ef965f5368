package io.tidemark.bench;

import io.tidemark.outputs.MrrOnDate;
import io.tidemark.outputs.PublishedRuns;
import io.tidemark.outputs.PublishedRuns.Published;
import io.tidemark.outputs.RelationalReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * How many answers to "the MRR of a customer on a date" one process gives in a second, with a
 * reader a processor.
 *
 * @param folder of the run that is read
 */
public record LookUps(Path folder, String run, List<String> customers, LocalDate first) {
  private static final int LEAST_WARM_UP = 100_000;

  /** How often each customer is asked about, on average, before it counts. */
  private static final int ROUNDS = 3;

  private static final int TIMES = 200_000;

  /** The run that {@link RelationalLoad} makes. */
  static final String REBUILT = "rebuilt";

  /**
   * Arguments: a warehouse or the folder of {@link #REBUILT}, a customers file, the first day.
   * Prints the answers a second.
   */
  public static void main(String[] arguments) throws Exception {
    Path warehouse = Path.of(arguments[0]);
    List<String> customers;
    try (Stream<String> lines = Files.lines(Path.of(arguments[1]))) {
      customers = lines.skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
    }
    Optional<String> current = PublishedRuns.of(warehouse).current().map(Published::runId);
    Path folder = current.map(warehouse.resolve("runs")::resolve).orElse(warehouse);
    LookUps lookUps =
        new LookUps(folder, current.orElse(REBUILT), customers, LocalDate.parse(arguments[2]));
    System.out.printf("%.0f%n", lookUps.rate(Runtime.getRuntime().availableProcessors()));
  }

  private double rate(int threads) throws Exception {
    ExecutorService readers = Executors.newFixedThreadPool(threads);
    CyclicBarrier warm = new CyclicBarrier(threads);
    int warmUp = Math.max(LEAST_WARM_UP, ROUNDS * customers.size() / threads);
    List<Future<Double>> rates = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      Random random = new Random(thread);
      rates.add(readers.submit(() -> rate(random, warmUp, warm)));
    }
    readers.shutdown();
    double sum = 0;
    for (Future<Double> rate : rates) {
      sum += rate.get();
    }
    return sum;
  }

  private double rate(Random random, int warmUp, CyclicBarrier warm) throws Exception {
    try (RelationalReader store = RelationalReader.open(folder, run, Optional.empty())) {
      MrrOnDate mrr = new MrrOnDate(store);
      ask(mrr, random, warmUp);
      warm.await();
      long start = System.nanoTime();
      ask(mrr, random, TIMES);
      return TIMES / ((System.nanoTime() - start) / 1e9);
    }
  }

  private void ask(MrrOnDate mrr, Random random, int times) {
    for (int time = 0; time < times; time++) {
      String customer = customers.get(random.nextInt(customers.size()));
      mrr.of(customer, first.plusDays(random.nextInt(365)));
    }
  }
}
