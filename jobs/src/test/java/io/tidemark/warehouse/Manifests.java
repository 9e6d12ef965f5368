package io.tidemark.warehouse;

import io.tidemark.warehouse.Manifest.TableState;
import io.tidemark.warehouse.Runs.Run;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Manifests of runs of which only a part is looked at. */
public final class Manifests {
  private Manifests() {}

  public static Manifest of(
      Run run, Instant startedAt, Map<String, String> policy, Map<String, TableState> tables) {
    return new Manifest(
        run.id(),
        run.identity(),
        startedAt,
        null,
        LocalDate.parse("2025-02-28"),
        Map.of(),
        List.of(),
        policy,
        tables,
        List.of(),
        Map.of(),
        "h2",
        Map.of());
  }
}
