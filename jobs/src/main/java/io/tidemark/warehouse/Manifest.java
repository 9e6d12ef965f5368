package io.tidemark.warehouse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The inputs and outputs of a published run.
 *
 * @param identity hash of inputs, policy and code: equal for runs whose figures must be equal
 * @param startedAt with {@code publishedAt} and {@code seconds}, the only values that differ
 *     between two runs of one identity
 * @param asOf the last business day shown
 * @param versions of the code, Spark, Delta and Java, by name
 * @param policy every setting with its value
 * @param tables the rows of every table, by name
 * @param checks every audit that was performed
 * @param seconds the duration of each step
 * @param relational where the relational copy is, or why the run made none; null for older runs
 * @param files every other file of the run's folder, by path relative to it
 */
public record Manifest(
    String runId,
    String identity,
    Instant startedAt,
    Instant publishedAt,
    LocalDate asOf,
    Map<String, String> versions,
    List<Input> inputs,
    Map<String, String> policy,
    Map<String, TableState> tables,
    List<Check> checks,
    Map<String, Double> seconds,
    String relational,
    Map<String, FileState> files) {

  public Manifest {
    versions = new TreeMap<>(versions);
    inputs = List.copyOf(inputs);
    policy = new TreeMap<>(policy);
    tables = new TreeMap<>(tables);
    checks = List.copyOf(checks);
    seconds = new TreeMap<>(seconds);
    files = new TreeMap<>(files);
  }

  /**
   * An input file.
   *
   * @param kind invoices, customers or rates
   * @param sha256 of its bytes as stored
   * @param rows the number of records read, without the header
   */
  public record Input(String file, String kind, String sha256, long bytes, long rows) {}

  /**
   * A table as the run left it.
   *
   * @param deltaVersion the version that this run pins; null if it is not a Delta table
   * @param files everything that version is read from, by path relative to the table's folder
   */
  public record TableState(long rows, Long deltaVersion, Map<String, FileState> files) {
    public TableState {
      files = new TreeMap<>(files);
    }

    /** Returns the files that contain the rows. */
    List<String> data() {
      return files.keySet().stream()
          .filter(file -> file.endsWith(".parquet") && !file.startsWith(DeltaFolder.LOG + "/"))
          .toList();
    }
  }

  /**
   * An audit.
   *
   * @param offenders the number of rows that violate it; 0 if it holds
   */
  public record Check(String name, long offenders) {}

  /** A file of the run. */
  public record FileState(String sha256, long bytes) {}

  /** Returns the pinned version of each Delta table, by name. */
  SortedMap<String, Long> pinned() {
    SortedMap<String, Long> pinned = new TreeMap<>();
    tables.forEach(
        (name, state) -> {
          if (state.deltaVersion() != null) {
            pinned.put(name, state.deltaVersion());
          }
        });
    return pinned;
  }

  Manifest published(Instant at, Map<String, FileState> files) {
    return new Manifest(
        runId,
        identity,
        startedAt,
        at,
        asOf,
        versions,
        inputs,
        policy,
        tables,
        checks,
        seconds,
        relational,
        files);
  }
}
