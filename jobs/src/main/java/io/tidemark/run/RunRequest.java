package io.tidemark.run;

import io.tidemark.config.Policy;
import io.tidemark.source.Sources;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The input, options and policy of a run.
 *
 * @param invoices files, folders or globs, as the caller wrote them
 * @param customers files, folders or globs; may be empty
 * @param adjustments files, folders or globs; may be empty
 * @param source name of the mapping profile
 * @param warehouse the folder the run publishes to
 * @param asOf the last business day shown; empty for the last complete one of the data
 * @param knownAt ignore records written after this time; empty to use all records
 * @param full publish a run even if nothing has changed
 * @param tables address of a folder in a store for the Delta tables; empty for the warehouse's own
 *     folder, or for the current location
 * @param sample the files that an empty warehouse ingests instead; empty if files are named
 */
public record RunRequest(
    List<String> invoices,
    List<String> customers,
    List<String> adjustments,
    String source,
    Path warehouse,
    Policy policy,
    Optional<LocalDate> asOf,
    Optional<Instant> knownAt,
    boolean full,
    Optional<String> tables,
    Optional<Sources.Named> sample) {
  public RunRequest {
    invoices = List.copyOf(invoices);
    customers = List.copyOf(customers);
    adjustments = List.copyOf(adjustments);
  }

  /**
   * Returns the files by their kind.
   *
   * @param hasEarlierRun whether the warehouse already contains files; only the holder of its lock
   *     can determine this
   */
  Sources.Named named(boolean hasEarlierRun) {
    Sources.Named named = new Sources.Named(invoices, customers, adjustments);
    return hasEarlierRun ? named : sample.orElse(named);
  }
}
