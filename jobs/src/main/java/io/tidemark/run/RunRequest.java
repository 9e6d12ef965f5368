package io.tidemark.run;

import io.tidemark.config.Policy;
import io.tidemark.source.Sources;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a run is asked to do.
 *
 * @param invoices files, folders or globs, as the caller wrote them
 * @param customers the same; may be empty
 * @param adjustments the same; may be empty
 * @param source name of the mapping profile
 * @param warehouse the folder the run publishes to
 * @param asOf the last business day shown; empty for the last complete one of the data
 * @param knownAt ignore what was written after; empty for all of it
 * @param full publish a run even if nothing has changed
 * @param tables address of the folder of a store for the Delta tables; empty for the warehouse's
 *     own, or where they are already
 * @param sample what an empty warehouse takes in instead; empty where files are named
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

  /** With the tables where they are, and without a sample. */
  public RunRequest(
      List<String> invoices,
      List<String> customers,
      List<String> adjustments,
      String source,
      Path warehouse,
      Policy policy,
      Optional<LocalDate> asOf,
      Optional<Instant> knownAt,
      boolean full) {
    this(
        invoices,
        customers,
        adjustments,
        source,
        warehouse,
        policy,
        asOf,
        knownAt,
        full,
        Optional.empty(),
        Optional.empty());
  }

  /** Only what changed. */
  public RunRequest(
      List<String> invoices,
      List<String> customers,
      List<String> adjustments,
      String source,
      Path warehouse,
      Policy policy,
      Optional<LocalDate> asOf,
      Optional<Instant> knownAt) {
    this(invoices, customers, adjustments, source, warehouse, policy, asOf, knownAt, false);
  }

  /** Without manual adjustments. */
  public RunRequest(
      List<String> invoices,
      List<String> customers,
      String source,
      Path warehouse,
      Policy policy,
      Optional<LocalDate> asOf,
      Optional<Instant> knownAt) {
    this(invoices, customers, List.of(), source, warehouse, policy, asOf, knownAt);
  }

  /**
   * The files by their kind.
   *
   * @param goesOn whether the warehouse holds files already; only who holds its lock can tell
   */
  Sources.Named named(boolean goesOn) {
    Sources.Named named = new Sources.Named(invoices, customers, adjustments);
    return goesOn ? named : sample.orElse(named);
  }
}
