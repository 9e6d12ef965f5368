package io.tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Measures what a run costs against named references in the same hour on the same machine, and
 * writes the ratios into {@code docs/BENCHMARKS.md}. Each measurement is a process of its own.
 */
public final class Bench {
  private static final String BEGIN = "<!-- figures: scripts/bench writes them -->";
  private static final String END = "<!-- end of figures -->";
  private static final int INVOICES_A_SUBSCRIPTION = 7;
  private static final int QUERIES = 9;

  private static final List<String> SMALL =
      List.of(
          "-Xmx2g",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=256m",
          "-XX:+UseSerialGC",
          "-XX:InitialRAMPercentage=50",
          "-XX:NewRatio=1");
  private static final List<String> LARGE =
      List.of("-Xmx4g", "-XX:+UseParallelGC", "-XX:-DontCompileHugeMethods");

  private final Path home = Path.of("").toAbsolutePath();
  private final Path work;
  private final List<String> report = new ArrayList<>();

  private Bench(Path work) {
    this.work = work;
  }

  /** Arguments: a folder to work in, then numbers of invoices to rebuild. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Bench bench = new Bench(Files.createDirectories(Path.of(arguments[0])).toAbsolutePath());
    bench.smallRun();
    bench.report.add("");
    bench.report.add(
        "| invoices | CSV | rebuild here | DuckDB's | ratio | seconds a million here"
            + " | memory here | memory DuckDB's |");
    bench.report.add("|---|---|---|---|---|---|---|---|");
    for (String invoices : List.of(arguments).subList(1, arguments.length)) {
      bench.rebuild(Integer.parseInt(invoices));
    }
    bench.publish();
  }

  private void smallRun() throws IOException, InterruptedException {
    Path export =
        simulate(
            "small", 3_900, "--from=2023-01-01", "--to=2024-12-31", "--window-from=2024-11-01");
    Path invoices = export.resolve("invoices.csv");
    Cost bare = java(SMALL, "BareSpark", invoices, fresh("bare"));
    Path warehouse = fresh("small-warehouse");
    Path customers = export.resolve("customers.csv");
    Cost run = run(invoices, customers, warehouse);
    Cost again = run(invoices, customers, warehouse);
    Cost query = query(customers, warehouse);
    Cost lookUps = java(LARGE, "LookUps", warehouse, customers, Path.of("2024-01-01"));
    Path cut = Exported.cut(invoices, work.resolve("cut"));
    Path daily = fresh("daily-warehouse");
    run(cut.resolve("before.csv"), customers, daily);
    Cost close = run(cut.resolve("day.csv"), customers, daily);
    Cost sql = java(SMALL, "SqlRebuild", invoices, customers, fresh("duckdb"));
    report.add("| what | measured | reference | ratio |");
    report.add("|---|---|---|---|");
    row(
        "`run`, " + Exported.rows(invoices) + " invoices, cold",
        run,
        "a bare Spark program: session, CSV, one Delta table",
        bare);
    row("`run` of the same files again", again, "the same bare Spark program", bare);
    row(
        "daily close: its last day's " + Exported.rows(cut.resolve("day.csv")) + " onto the others",
        close,
        "DuckDB's rebuild of all",
        sql);
    row("`query`, cold process", query, "the same bare Spark program", bare);
    report.add("| look-ups in one process | " + lookUps.output() + " a second | | |");
  }

  /** The median of several; the first after a build also keeps classes for the others. */
  private Cost query(Path customers, Path warehouse) throws IOException, InterruptedException {
    List<String> question =
        script(
            "query",
            "--customer",
            Exported.customer(customers),
            "--on",
            "2024-12-15",
            "--warehouse",
            warehouse.toString());
    process(question);
    List<Cost> costs = new ArrayList<>();
    for (int time = 0; time < QUERIES; time++) {
      costs.add(process(question));
    }
    costs.sort(Comparator.comparingDouble(Cost::seconds));
    return costs.get(QUERIES / 2);
  }

  private void rebuild(int size) throws IOException, InterruptedException {
    Path export =
        simulate(
            "s" + size, size / INVOICES_A_SUBSCRIPTION, "--from=2023-01-01", "--to=2024-12-31");
    Path invoices = export.resolve("invoices.csv");
    Path customers = export.resolve("customers.csv");
    Path output = fresh("rebuilt");
    Cost here = java(LARGE, "SparkRebuild", invoices, customers, output);
    Cost there = java(LARGE, "SqlRebuild", invoices, customers, fresh("duckdb"));
    long count = Exported.rows(invoices);
    report.add(
        "| %,d | %.2f GB | %.1f s | %.1f s | %.1f | %.0f | %.1f GB | %.1f GB |"
            .formatted(
                count,
                Files.size(invoices) / 1e9,
                here.seconds(),
                there.seconds(),
                here.seconds() / there.seconds(),
                here.seconds() / count * 1e6,
                here.gigabytes(),
                there.gigabytes()));
  }

  private void row(String what, Cost cost, String reference, Cost other) {
    report.add(
        "| %s | %s | %s: %s | %.2g |"
            .formatted(
                what, cost.time(), reference, other.time(), cost.seconds() / other.seconds()));
  }

  private Path simulate(String name, int subscriptions, String... options)
      throws IOException, InterruptedException {
    Path export = work.resolve(name);
    if (!Files.exists(export.resolve("true_mrr.csv"))) {
      List<String> command = new ArrayList<>(script("simulate", "--output", export.toString()));
      command.add("--subscriptions=" + subscriptions);
      command.addAll(List.of(options));
      process(command);
    }
    return export;
  }

  private Cost run(Path invoices, Path customers, Path warehouse)
      throws IOException, InterruptedException {
    return process(
        script(
            "run",
            "--invoices",
            invoices.toString(),
            "--customers",
            customers.toString(),
            "--warehouse",
            warehouse.toString()));
  }

  private List<String> script(String... arguments) {
    return Stream.concat(
            Stream.of(home.resolve("scripts/tidemark").toString()), Stream.of(arguments))
        .toList();
  }

  private Cost java(List<String> options, String program, Path... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(options);
    command.add("-Dlog4j2.configurationFile=" + home.resolve("conf/log4j2.properties"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.tidemark.bench." + program);
    Stream.of(arguments).map(Path::toString).forEach(command::add);
    return process(command);
  }

  private Cost process(List<String> command) throws IOException, InterruptedException {
    return Cost.of(command, work);
  }

  private Path fresh(String name) throws IOException {
    Path folder = work.resolve(name);
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return folder;
  }

  private void publish() throws IOException {
    Path document = home.resolve("docs/BENCHMARKS.md");
    String text = Files.readString(document);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    String figures = String.join("\n", report);
    Files.writeString(
        document,
        text.substring(0, from) + "\n\n" + figures + "\n\n" + text.substring(text.indexOf(END)));
    System.out.println(figures);
  }
}
