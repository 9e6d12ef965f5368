package io.tidemark.bench;

import io.tidemark.query.MrrLookup;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.PublishedRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * How many answers to "the MRR of a customer on a date" one process gives in a second, with a
 * reader a processor.
 */
public record LookUps(PublishedRuns runs, List<String> customers, LocalDate first) {
  private static final int WARM_UP = 1_000;

  private static final int TIMES = 500;

  /** Arguments: a warehouse, a customers file, the first day. Prints the answers a second. */
  public static void main(String[] arguments) throws Exception {
    Path warehouse = Path.of(arguments[0]);
    List<String> customers;
    try (Stream<String> lines = Files.lines(Path.of(arguments[1]))) {
      customers = lines.skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
    }
    LookUps lookUps =
        new LookUps(PublishedRuns.of(warehouse), customers, LocalDate.parse(arguments[2]));
    System.out.printf("%.0f%n", lookUps.rate(Runtime.getRuntime().availableProcessors()));
  }

  private double rate(int threads) throws Exception {
    ExecutorService readers = Executors.newFixedThreadPool(threads);
    CyclicBarrier warm = new CyclicBarrier(threads);
    List<Future<Double>> rates = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      Random random = new Random(thread);
      rates.add(readers.submit(() -> rate(random, warm)));
    }
    readers.shutdown();
    double sum = 0;
    for (Future<Double> rate : rates) {
      sum += rate.get();
    }
    return sum;
  }

  private double rate(Random random, CyclicBarrier warm) throws Exception {
    MrrLookup mrr = new MrrLookup(ExportReader.of(runs, runs.current().orElseThrow()));
    ask(mrr, random, WARM_UP);
    warm.await();
    long start = System.nanoTime();
    ask(mrr, random, TIMES);
    return TIMES / ((System.nanoTime() - start) / 1e9);
  }

  private void ask(MrrLookup mrr, Random random, int times) {
    for (int time = 0; time < times; time++) {
      String customer = customers.get(random.nextInt(customers.size()));
      mrr.of(customer, first.plusDays(random.nextInt(365)));
    }
  }
}
