package io.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.errors.UserError;
import io.tidemark.testing.TestSpark;
import io.tidemark.warehouse.Manifests;
import io.tidemark.warehouse.Runs;
import io.tidemark.warehouse.Runs.Run;
import io.tidemark.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run can build on. */
class PreviousRunTest {
  @TempDir private Path folder;

  @Test
  void anEmptyWarehouseHasNothing() {
    assertThat(PreviousRun.of(folder, tables())).isEmpty();
  }

  /** Going on without what it had would drop revenue silently. */
  @Test
  void aRunThatKeptNoFilesIsNotBuiltOn() {
    Instant nine = Instant.parse("2025-03-01T09:00:00Z");
    try (Runs runs = Runs.lock(folder)) {
      Run run = runs.start(nine, "0123456789abcdef");
      runs.publish(run, Manifests.of(run, nine, Map.of(), Map.of()), nine, 9);
    }

    assertThatThrownBy(() -> PreviousRun.of(folder, tables()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("WAREHOUSE_OLDER: another version of Tidemark wrote this warehouse")
        .hasMessageContaining("20250301T090000Z-01234567 lacks basis.json")
        .hasMessageContaining("another --warehouse");
  }

  private Warehouse tables() {
    return new Warehouse(TestSpark.session(), folder, "");
  }
}
