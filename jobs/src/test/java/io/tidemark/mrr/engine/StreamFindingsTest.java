package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What layers show of the invoices they are from; amounts in cents. */
class StreamFindingsTest {
  @Test
  @DisplayName("Of two layers of one invoice the first shows what it bills")
  void billedOnce() {
    assertThat(
            layers(
                "2025-06-01",
                paid("in_1", 1000, "2025-06-01", "2025-07-01", "2025-06-01", "2025-06-01"),
                paid("in_2", 2500, "2025-06-16", "2025-08-01", "2025-06-01", "2025-07-01"),
                paid("in_3", 2000, "2025-08-01", "2025-09-01", "2025-07-01", "2025-08-01")))
        .containsExactly(
            "cycle 2025-06-01 to 2025-07-01: 1000 high, billed 1000, credit 0",
            "true_up 2025-06-16 to 2025-07-01: 1000 high, billed 2500, credit 0",
            "straddle 2025-07-01 to 2025-08-01: 2000 high, billed 0, credit 0",
            "cycle 2025-08-01 to 2025-09-01: 2000 high, billed 2000, credit 0");
  }

  @Test
  @DisplayName("A first renewal continues what began before the file, and the next does not")
  void beganBeforeTheFile() {
    assertThat(
            layers(
                "2025-02-10",
                paid("in_1", 3000, "2025-02-10", "2025-03-10", "2025-01-10", "2025-02-10"),
                paid("in_2", 3000, "2025-03-10", "2025-04-10", "2025-02-10", "2025-03-10")))
        .containsExactly(
            "implied 2025-01-10 to 2025-02-10: 3000 high, billed 0, credit 0, unseen",
            "cycle 2025-02-10 to 2025-03-10: 3000 high, billed 3000, credit 0, unseen",
            "cycle 2025-03-10 to 2025-04-10: 3000 high, billed 3000, credit 0");
  }

  @Test
  @DisplayName("A renewed cycle that began in the file is not implied")
  void beganInTheFile() {
    assertThat(
            layers(
                "2025-01-10",
                paid("in_1", 3000, "2025-02-10", "2025-03-10", "2025-01-10", "2025-02-10")))
        .containsExactly("cycle 2025-02-10 to 2025-03-10: 3000 high, billed 3000, credit 0");
  }

  @Test
  @DisplayName("A change of a cycle before the file continues what was not seen")
  void changeBeforeTheFile() {
    assertThat(
            layers(
                "2025-01-16",
                paid("in_1", 500, "2025-01-16", "2025-02-01", "2025-01-01", "2025-01-16"),
                paid("in_2", 3000, "2025-02-01", "2025-03-01", "2025-01-01", "2025-02-01")))
        .containsExactly(
            "implied 2025-01-01 to 2025-02-01: 2031 low, billed 0, credit 0, unseen",
            "orphan_proration 2025-01-16 to 2025-02-01: 969 low, billed 500, credit 0, unseen",
            "cycle 2025-02-01 to 2025-03-01: 3000 high, billed 3000, credit 0");
  }

  @Test
  @DisplayName("A layer cut at doubtful days is billed and credited once")
  void doubtfulDays() {
    assertThat(
            layers(
                "2025-02-13",
                paid("in_1", 3900, "2025-02-13", "2025-03-13", "2025-02-13", "2025-02-13"),
                paid("in_2", 32850, "2025-02-27", "2026-02-27", "2025-02-27", "2025-02-27"),
                paid("in_3", 700, "2025-05-01", "2025-06-01", "2025-05-01", "2025-05-01")))
        .containsExactly(
            "cycle 2025-02-13 to 2025-02-27: 3900 high, billed 3900, credit 0",
            "reset 2025-02-27 to 2025-05-01: 2900 high, billed 32850, credit 1950",
            "reset 2025-05-01 to 2025-06-01: 2900 low, billed 0, credit 0",
            "reset 2025-06-01 to 2026-02-27: 2900 high, billed 0, credit 0");
  }

  private static List<String> layers(String from, Invoice... invoices) {
    LayerPolicy rules = LayerPolicy.of(Policy.defaults(), time(from), time("2026-04-01"));
    return SubscriptionResult.of(List.of(invoices), null, rules).layers().stream()
        .map(StreamFindingsTest::text)
        .toList();
  }

  private static String text(Layer layer) {
    return String.format(
        Locale.ROOT,
        "%s %.10s to %.10s: %d %s, billed %d, credit %d%s",
        layer.kind().name().toLowerCase(Locale.ROOT),
        layer.start(),
        layer.end(),
        layer.mrrMinor(),
        layer.confidence().name().toLowerCase(Locale.ROOT),
        layer.billedMinor(),
        layer.creditMinor(),
        layer.startsUnseen() ? ", unseen" : "");
  }
}
