package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.StagingTables;
import io.tidemark.testing.LiteralTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** A correction by hand holds on whole business days. */
class AdjustmentLayersTest {
  private static final DataWindow WINDOW =
      new DataWindow(
          Instant.parse("2025-01-01T00:00:00Z"),
          Instant.parse("2025-03-31T22:30:00Z"),
          LocalDate.of(2025, 3, 31),
          ZoneId.of("Europe/Vienna"));

  @Test
  void daysAreThoseOfTheBusinessZoneAndNoEndIsTenYears() {
    List<Row> adjustments =
        LiteralTable.packed(
            StagingTables.ADJUSTMENTS,
            """
                adjustment_id | customer_id | currency | valid_from | valid_to   | mrr_minor
                a_1           | cus_a       | EUR      | 2025-03-29 | 2025-04-01 | -3000
                a_2           | cus_a       | EUR      | 2025-03-01 |            | 5000
                a_3           | cus_a       | EUR      | 2036-01-01 |            | 1
                """);
    List<MrrLayer> layers =
        adjustments.stream().map(row -> AdjustmentLayers.of(row, WINDOW)).toList();

    assertThat(layers.stream().map(AdjustmentLayersTest::text))
        .containsExactly(
            "a_1 | 2025-03-28T23:00:00Z | 2025-03-31T22:00:00Z | 2025-03-29 | 2025-04-01 | -3000",
            "a_2 | 2025-02-28T23:00:00Z | 2035-03-31T22:00:00Z | 2025-03-01 | 2035-04-01 | 5000",
            "a_3 | 2035-12-31T23:00:00Z | 2036-01-01T23:00:00Z | 2036-01-01 | 2036-01-02 | 1");
  }

  private static String text(MrrLayer layer) {
    return "%s | %s | %s | %s | %s | %d"
        .formatted(
            layer.layerId(),
            layer.startAt(),
            layer.endAt(),
            layer.startDate(),
            layer.endDate(),
            layer.mrrMinor());
  }
}
