package io.tidemark.mrr.restate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.mrr.restate.InvoiceChange.State;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was published reached through Mar 31. An invoice: when, status, why no layer, content. */
class InvoiceChangeTest {
  private static final Instant THROUGH = Instant.parse("2025-03-31T12:00:00Z");

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "                         | 03-15 paid - 100         | LATE_INVOICE",
        "                         | 04-15 paid - 100         | LATER_INVOICE",
        "                         | 03-15 draft DRAFT 100    | LATE_INVOICE",
        "                         | 03-15 paid ONE_OFF 100   | nothing",
        "03-15 paid - 100         | 03-15 paid - 120         | CORRECTION",
        "03-15 paid - 100         |                          | CORRECTION",
        "03-15 void VOID 100      | 03-15 paid - 120         | CORRECTION",
        "03-15 void VOID 100      | 03-15 void VOID 120      | nothing",
        "03-15 void VOID 100      |                          | nothing",
        "03-15 open - 100         | 03-15 void VOID 100      | STATUS_CHANGE",
        "03-15 draft DRAFT 100    | 03-15 paid - 100         | STATUS_CHANGE",
        "03-15 uncollectible -/1 1| 03-15 uncollectible -/2 1| STATUS_CHANGE",
        "03-15 open - 100         | 03-15 paid - 100         | nothing",
        "03-15 paid - 100         | 03-15 paid - 100         | nothing"
      })
  void cause(String before, String after, String expected) {
    assertThat(
            InvoiceChange.of(state(before), state(after), THROUGH)
                .map(Enum::name)
                .orElse("nothing"))
        .isEqualTo(expected);
  }

  private static State state(String text) {
    if (text == null) {
      return null;
    }
    String[] parts = text.split(" ");
    String[] reason = parts[2].split("/");
    return new State(
        "cus_a",
        Instant.parse("2025-" + parts[0] + "T00:00:00Z"),
        parts[1],
        reason[0].equals("-") ? null : reason[0],
        reason.length == 1 ? null : Instant.ofEpochSecond(Long.parseLong(reason[1])),
        parts[3]);
  }
}
