package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How exact the times of a stream are. */
class TimePrecisionTest {
  @ParameterizedTest(name = "service {0} to {1}, usage {2} to {3}: {4} seconds")
  @DisplayName("Whole minutes are off by up to 59 seconds, dates and whole hours by none")
  @CsvSource({
    "2025-01-01, 2025-02-01, , , 0",
    "2025-01-01 07:00, 2025-02-01 07:00, , , 0",
    "2025-01-01 07:30, 2025-02-01 07:30, , , 59",
    "2025-01-01, 2025-02-01 07:30, , , 59",
    "2025-01-01, 2025-02-01, 2025-01-01 07:30, 2025-01-01 07:30, 59",
    "2025-01-01, 2025-02-01, 2024-12-01, 2025-01-01 00:10, 59"
  })
  void ofMinutes(String start, String end, String usageStart, String usageEnd, long seconds) {
    Invoice invoice = paid("in_1", 1000, start, end, usageStart, usageEnd);

    assertThat(TimePrecision.inexactSeconds(List.of(invoice))).isEqualTo(seconds);
  }

  @Test
  @DisplayName("One time with seconds shows that times are exact")
  void ofSeconds() {
    Invoice minutes = paid("in_1", 1000, "2025-01-01 07:30", "2025-02-01 07:30");
    Instant start = Instant.parse("2025-02-01T07:30:07Z");
    Invoice seconds = minutes.part(1000, start, minutes.serviceEnd(), start, start);

    assertThat(TimePrecision.inexactSeconds(List.of(minutes, seconds))).isZero();
  }
}
