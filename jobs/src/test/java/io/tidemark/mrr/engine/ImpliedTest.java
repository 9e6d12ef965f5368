package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cycle before the first invoice seen; amounts in cents, data from Feb 1, 2025. */
class ImpliedTest {
  private static final String FEBRUARY = "2025-02-01";

  @ParameterizedTest(name = "created {0}, data from {1}, billed {2}, usage from {3}: {4}")
  @DisplayName("A renewal implies the cycle before, if the customer existed then")
  @CsvSource({
    ", 2025-02-01, 3000, 2025-01-10, implied 2025-01-10 00:00 - 2025-02-10 00:00 3000 high",
    "2025-01-11, 2025-02-01, 3000, 2025-01-10, implied 2025-01-10 00:00 - 2025-02-10 00:00 3000 high",
    "2025-01-11 00:01, 2025-02-01, 3000, 2025-01-10, ",
    ", 2025-01-10 00:01, 3000, 2025-01-10, implied 2025-01-10 00:00 - 2025-02-10 00:00 3000 high",
    ", 2025-01-10, 3000, 2025-01-10, ",
    ", 2025-02-01, 0, 2025-01-10, ",
    ", 2025-02-01, 3000, 2025-01-27, ",
    ", 2025-02-01, 3000, 2025-02-10, "
  })
  void renewal(String created, String from, long net, String usageStart, String implied) {
    Invoice first = paid("in_1", net, "2025-02-10", "2025-03-10", usageStart, "2025-02-10");
    LayerPolicy rules = LayerPolicy.of(Policy.defaults(), time(from), time("2025-02-20"));

    assertThat(Readings.inferred(rules, time(created), first))
        .isEqualTo(implied == null ? List.of() : List.of(implied));
  }

  @Test
  @DisplayName("The history of invoices alone implies nothing")
  void invoicedHistory() {
    Invoice first = paid("in_1", 3000, "2025-02-10", "2025-03-10", "2025-01-10", "2025-02-10");
    Policy policy = Policy.of(Map.of("history", "invoiced"));

    assertThat(
            Readings.inferred(
                LayerPolicy.of(policy, time(FEBRUARY), time("2025-02-20")), null, first))
        .isEmpty();
  }

  @ParameterizedTest(name = "a renewal with a change for {0}, next cycle {1}: {2}")
  @DisplayName("A first renewal that also bills a change implies the price less the change, low")
  @CsvSource({
    "2500, , implied 2025-01-01 00:00 - 2025-02-01 00:00 2500 low",
    "1500, 1000, implied 2025-01-01 00:00 - 2025-02-01 00:00 31 low",
    "2500, 1000, "
  })
  void straddle(long net, Long next, String implied) {
    Invoice first = paid("in_1", net, "2025-01-16", "2025-03-01", "2025-01-01", FEBRUARY);
    Invoice[] invoices =
        next == null
            ? new Invoice[] {first}
            : new Invoice[] {
              first, paid("in_2", next, "2025-03-01", "2025-04-01", FEBRUARY, "2025-03-01")
            };

    assertThat(inferred(invoices)).isEqualTo(implied == null ? List.of() : List.of(implied));
  }

  @ParameterizedTest(name = "next cycle {0} from {1} to {2}: {3}")
  @DisplayName("A change to an unseen cycle implies its base, if the next cycle shows it")
  @CsvSource({
    "3000, 2025-02-01, 2025-03-01, implied 2025-01-01 00:00 - 2025-02-01 00:00 2031 low",
    "970, 2025-02-01, 2025-03-01, implied 2025-01-01 00:00 - 2025-02-01 00:00 1 low",
    "969, 2025-02-01, 2025-03-01, ",
    "3000, 2025-02-11, 2025-03-11, ",
    "36000, 2025-02-01, 2026-02-01, "
  })
  void orphanProration(long net, String start, String end, String implied) {
    Invoice change = paid("in_1", 500, "2025-01-16", FEBRUARY, "2025-01-01", "2025-01-16");
    Invoice next = paid("in_2", net, start, end, "2025-01-01", start);

    assertThat(inferred(change, next)).isEqualTo(implied == null ? List.of() : List.of(implied));
  }

  private static List<String> inferred(Invoice... invoices) {
    LayerPolicy rules = LayerPolicy.of(Policy.defaults(), time("2025-01-10"), time("2025-02-20"));
    return Readings.inferred(rules, null, invoices);
  }
}
