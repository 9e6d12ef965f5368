package io.tidemark.testing;

import io.tidemark.config.Policy;
import io.tidemark.run.RunRequest;
import io.tidemark.source.Sources;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Requests of runs in tests. */
public final class TestRequest {
  private TestRequest() {}

  /** Returns a request for Stripe's invoices and customers, up to the last complete day. */
  public static RunRequest of(
      List<String> invoices, List<String> customers, Path warehouse, Policy policy) {
    Sources.Named files = new Sources.Named(invoices, customers, List.of());
    return of(files, "stripe", warehouse, policy, Optional.empty(), Optional.empty());
  }

  /** Returns a request that publishes only if something has changed. */
  public static RunRequest of(
      Sources.Named files,
      String source,
      Path warehouse,
      Policy policy,
      Optional<LocalDate> asOf,
      Optional<Sources.Named> sample) {
    return new RunRequest(
        files.invoices(),
        files.customers(),
        files.adjustments(),
        source,
        warehouse,
        policy,
        asOf,
        Optional.empty(),
        false,
        Optional.empty(),
        sample);
  }
}
