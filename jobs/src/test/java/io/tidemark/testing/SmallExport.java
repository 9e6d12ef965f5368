package io.tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.Launcher.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * A simulated export of few invoices in a file too large to be worked on in one partition, and what
 * a run on this machine alone makes of it: made once for all tests that ask.
 */
public final class SmallExport {
  private static final int BYTES = 17 << 20;

  private static SmallExport only;

  private final Path folder;
  private final Map<String, String> tables;

  private SmallExport() throws IOException {
    this.folder = Path.of("target", "small-export").toAbsolutePath();
    FileUtils.deleteDirectory(folder.toFile());
    Files.createDirectories(folder);
    Launcher launcher = new Launcher(folder, Map.of());
    launcher.run(
        "simulate",
        "--output",
        folder.toString(),
        "--subscriptions",
        "40",
        "--from",
        "2023-01-01",
        "--to",
        "2024-03-01");
    Files.createDirectories(narrow());
    for (String file : List.of("invoices.csv", "customers.csv")) {
      Files.copy(folder.resolve(file), narrow().resolve(file));
    }
    widen(folder.resolve("invoices.csv"));
    Outcome run = launcher.run(arguments("warehouse"));
    assertThat(run.exitCode()).as(run.talk()).isZero();
    this.tables = tables(folder.resolve("warehouse"));
  }

  /** The export; its first use takes as long as a run. */
  public static synchronized SmallExport get() throws IOException {
    if (only == null) {
      only = new SmallExport();
    }
    return only;
  }

  /** Where {@code invoices.csv} and {@code customers.csv} are. */
  public Path folder() {
    return folder;
  }

  /** Where the same files are as they were simulated: few bytes, which make one partition. */
  public Path narrow() {
    return folder.resolve("narrow");
  }

  /** The files of a run in the folder, and a warehouse relative to it. */
  public static String[] arguments(String warehouse) {
    return new String[] {
      "run", "--invoices", "invoices.csv", "--customers", "customers.csv", "--warehouse", warehouse
    };
  }

  /** Every table that the run on this machine exported, as CSV by its name. */
  public Map<String, String> tables() {
    return tables;
  }

  /** Every table of the current run of a warehouse, as CSV by its name. */
  public static Map<String, String> tables(Path warehouse) throws IOException {
    Map<String, String> tables = new TreeMap<>();
    try (Stream<Path> files = Files.list(warehouse.resolve("latest/exports/csv"))) {
      for (Path file : files.toList()) {
        tables.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return tables;
  }

  /** By columns that no run asks for. */
  private static void widen(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String note = "," + "o".repeat(BYTES / lines.size() / 2);
    List<String> wide = new ArrayList<>(List.of(lines.get(0) + ",Note,Other note"));
    lines.subList(1, lines.size()).forEach(line -> wide.add(line + note + note));
    Files.write(file, wide);
  }
}
