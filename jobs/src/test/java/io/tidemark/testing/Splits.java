package io.tidemark.testing;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.tidemark.simulate.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * Simulated exports, split at random into successive ingests: rows that come late, come again, come
 * wrong or with an earlier status first, or broken. Several worlds share the ends of their ingests,
 * so that they go through one Spark job; customers of different worlds have nothing in common.
 */
public final class Splits {
  private static final Instant WORLD_FROM = Instant.parse("2023-01-01T00:00:00Z");
  private static final Instant FROM = Instant.parse("2024-01-03T00:00:00Z");
  private static final Instant TO = Instant.parse("2024-07-01T00:00:00Z");
  private static final Instant NEVER_LATE_BEFORE = FROM.plusSeconds(5 * 86_400L);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd H:mm");

  private final Random random;
  private final List<Instant> ends = new ArrayList<>();
  private final List<List<Map<String, String>>> invoices = new ArrayList<>();
  private final List<List<Map<String, String>>> customers = new ArrayList<>();

  /** The files of an ingest. */
  public record Ingest(List<String> invoices, List<String> customers) {}

  private Splits(Random random, int ingests) {
    this.random = random;
    TreeSet<Instant> cuts = new TreeSet<>(List.of(TO));
    while (cuts.size() < ingests) {
      long day = 20 + random.nextInt(155);
      cuts.add(FROM.plusSeconds(day * 86_400L + random.nextInt(86_400)));
    }
    for (Instant end : cuts) {
      ends.add(end);
      invoices.add(new ArrayList<>());
      customers.add(new ArrayList<>());
    }
  }

  /**
   * Writes the ingests of some worlds.
   *
   * @param seed equal seeds give equal files
   * @param ingests how many, two at least
   */
  public static List<Ingest> write(
      Path folder, long seed, int worlds, int subscriptions, int ingests) throws IOException {
    Splits splits = new Splits(new Random(seed), ingests);
    for (int world = 0; world < worlds; world++) {
      splits.add(seed * 1000 + world, subscriptions, folder.resolve("world" + world));
    }
    List<Ingest> written = new ArrayList<>();
    for (int ingest = 0; ingest < ingests; ingest++) {
      Path invoices = folder.resolve("invoices" + ingest + ".csv");
      Path customers = folder.resolve("customers" + ingest + ".csv");
      write(invoices, splits.invoices, ingest);
      write(customers, splits.customers, ingest);
      written.add(new Ingest(List.of(invoices.toString()), List.of(customers.toString())));
    }
    return written;
  }

  private void add(long seed, int subscriptions, Path folder) throws IOException {
    WorldOptions world = WorldOptions.of(seed, subscriptions, WORLD_FROM, TO);
    world.withWindow(FROM, TO).export(folder);
    for (Map<String, String> invoice : records(folder.resolve("invoices.csv"))) {
      for (String id : List.of("id", "Customer", "Subscription")) {
        invoice.computeIfPresent(id, (name, text) -> text.isEmpty() ? "" : seed + "_" + text);
      }
      split(invoice);
    }
    for (Map<String, String> customer : records(folder.resolve("customers.csv"))) {
      customer.computeIfPresent("id", (name, text) -> seed + "_" + text);
      splitCustomer(customer);
    }
  }

  private void split(Map<String, String> invoice) {
    Instant created =
        LocalDateTime.parse(invoice.get("Date (UTC)"), TIME).toInstant(ZoneOffset.UTC);
    int due = ingestOf(created);
    boolean mayBeLate = created.isAfter(NEVER_LATE_BEFORE);
    int arrival = mayBeLate && random.nextInt(10) == 0 ? oneOf(due) : due;
    int settled =
        invoice.get("Status").equals("paid") && random.nextInt(6) == 0 ? oneOf(arrival) : 0;
    int corrected = random.nextInt(10) == 0 ? oneOf(arrival) : 0;
    String unsettled = List.of("open", "draft", "void").get(random.nextInt(3));
    for (int ingest = arrival; ingest < ends.size(); ingest++) {
      boolean changes = ingest == settled || ingest == corrected;
      if (ingest != arrival && !changes && random.nextInt(3) > 0) {
        continue;
      }
      Map<String, String> version = new LinkedHashMap<>(invoice);
      if (ingest < settled) {
        version.put("Status", unsettled);
        version.put("Paid At (UTC)", "");
        version.put("Amount Paid", "0,00");
      }
      if (ingest < corrected) {
        version.put("Total", invoice.get("Total").replace(",", "1,"));
      }
      if (random.nextInt(80) == 0) {
        version.put("Total", "12,x");
      }
      invoices.get(ingest).add(version);
    }
  }

  private void splitCustomer(Map<String, String> customer) {
    Instant created =
        LocalDateTime.parse(customer.get("Created (UTC)"), TIME).toInstant(ZoneOffset.UTC);
    int known = random.nextInt(5) == 0 ? oneOf(ingestOf(created)) : ingestOf(created);
    for (int ingest = known; ingest < ends.size(); ingest++) {
      Map<String, String> version = new LinkedHashMap<>(customer);
      if (random.nextInt(10) == 0) {
        version.put("Payment Count", "" + random.nextInt(4));
      }
      if (random.nextInt(10) == 0) {
        version.put("Created (UTC)", "2023-12-0" + (1 + random.nextInt(9)) + " 0:00");
      }
      if (ingest == known || random.nextBoolean()) {
        customers.get(ingest).add(version);
      }
    }
  }

  private int ingestOf(Instant created) {
    int ingest = 0;
    while (ingest < ends.size() - 1 && created.isAfter(ends.get(ingest))) {
      ingest++;
    }
    return ingest;
  }

  private int oneOf(int first) {
    return first + random.nextInt(ends.size() - first);
  }

  private static List<Map<String, String>> records(Path file) throws IOException {
    List<Map<String, String>> records = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : reader) {
        records.add(new LinkedHashMap<>(row.getFieldsAsMap()));
      }
    }
    return records;
  }

  /** The rows of one ingest, which may be none. */
  private static void write(Path file, List<List<Map<String, String>>> all, int ingest)
      throws IOException {
    Map<String, String> any = all.stream().flatMap(List::stream).findFirst().orElseThrow();
    try (CsvWriter writer = CsvWriter.builder().build(Files.newBufferedWriter(file))) {
      writer.writeRecord(any.keySet());
      all.get(ingest).forEach(row -> writer.writeRecord(row.values()));
    }
  }
}
