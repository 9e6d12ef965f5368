package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static io.tidemark.mrr.engine.Invoices.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.InvoiceStatus;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The month of June 2025 for 1000 cents. */
class LayerDraftTest {
  private static final BillingMonths CALENDAR = BillingMonths.calendar();
  private static final Cycle JUNE = Cycle.of(time("2025-06-01"), time("2025-07-01"), CALENDAR);
  private static final Invoice INVOICE = paid("in_1", 1000, "2025-06-01", "2025-07-01");

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @DisplayName("Doubtful days cut it into pieces, of which those days are low")
  @CsvSource({
    "06-10, 06-20, 06-01 to 06-10 & 06-10 to 06-20 low & 06-20 to 07-01",
    "05-20, 06-10, 06-01 to 06-10 low & 06-10 to 07-01",
    "06-20, 07-10, 06-01 to 06-20 & 06-20 to 07-01 low",
    "06-01, 07-01, 06-01 to 07-01 low",
    "05-01, 08-01, 06-01 to 07-01 low",
    "05-01, 06-01, 06-01 to 07-01",
    "07-01, 08-01, 06-01 to 07-01"
  })
  void splitAt(String start, String end, String pieces) {
    Streams.Span days =
        new Streams.Span(
            time("2025-" + start), time("2025-" + end), LowConfidenceReason.MAYBE_RECURRING);

    assertThat(june().splitAt(days))
        .extracting(LayerDraftTest::text)
        .containsExactly(pieces.split(" & "));
  }

  @Test
  @DisplayName("What is low already, or empty, is not cut")
  void notSplit() {
    Streams.Span days =
        new Streams.Span(
            time("2025-05-10"), time("2025-06-20"), LowConfidenceReason.MAYBE_RECURRING);
    LayerDraft low = june().low(LowConfidenceReason.FEW_CENTS);
    LayerDraft empty = june();
    empty.cutAt(time("2025-06-01"), Ending.Manner.DISPLACED, INVOICE);

    assertThat(low.splitAt(days)).containsExactly(low);
    assertThat(empty.splitAt(days)).containsExactly(empty);
  }

  @Test
  @DisplayName("The first piece has the credit, the last one what ended it")
  void pieces() {
    LayerDraft june = june();
    june.creditMinor = 500;
    june.cutAt(time("2025-06-25"), Ending.Manner.CREDITED, INVOICE);
    List<LayerDraft> pieces =
        june.splitAt(
            new Streams.Span(
                time("2025-06-10"), time("2025-06-20"), LowConfidenceReason.MAYBE_RECURRING));

    assertThat(pieces).extracting(piece -> piece.creditMinor).containsExactly(500L, 0L, 0L);
    assertThat(pieces).extracting(piece -> piece.endings().size()).containsExactly(0, 0, 1);
  }

  @ParameterizedTest(name = "at {0}: up to {1}, {2} days lost")
  @DisplayName("A cut takes what is left of it, from its start on at the earliest")
  @CsvSource({
    "2025-06-16, 2025-06-16, 15",
    "2025-06-01, 2025-06-01, 30",
    "2025-05-20, 2025-06-01, 30"
  })
  void cutAt(String at, String end, long days) {
    LayerDraft june = june();
    Cut.Loss loss = june.cutAt(time(at), Ending.Manner.CREDITED, INVOICE);

    assertThat(june.end()).isEqualTo(time(end));
    assertThat(june.isEmpty()).isEqualTo(days == 30);
    assertThat(loss.worth()).isEqualTo(BigFraction.of(1000 * days, 30));
  }

  @Test
  @DisplayName("It is billed as its cycle if nothing else makes its price")
  void isBilledAsItsCycle() {
    BigFraction half = BigFraction.of(1, 2);
    Invoice withFee = paid("in_1", 1500, "2025-06-01", "2025-07-01");

    assertThat(june().isBilledAsItsCycle()).isTrue();
    assertThat(slice(INVOICE, Layer.Kind.STRADDLE, JUNE.months(), 1000).isBilledAsItsCycle())
        .isFalse();
    assertThat(slice(INVOICE, Layer.Kind.CYCLE, half, 2000).isBilledAsItsCycle()).isFalse();
    assertThat(slice(withFee, Layer.Kind.CYCLE, JUNE.months(), 1000).isBilledAsItsCycle())
        .isFalse();
  }

  @Test
  @DisplayName("The first doubt of several stays")
  void firstDoubt() {
    LayerDraft june = june();
    june.lowUnlessLow(LowConfidenceReason.OVERLAPS);
    june.lowUnlessLow(LowConfidenceReason.COMBINED);

    assertThat(june.doubt()).contains(LowConfidenceReason.OVERLAPS);
  }

  @Test
  @DisplayName("It runs until it is given up, by an invoice that is uncollectible")
  void givenUp() {
    Invoice marked = with(INVOICE, InvoiceStatus.UNCOLLECTIBLE, true, "2025-06-10");
    Invoice paidAfterAll = with(INVOICE, InvoiceStatus.PAID, true, "2025-06-10");
    LayerDraft givenUp = slice(marked, Layer.Kind.CYCLE, JUNE.months(), 1000);
    LayerDraft kept = slice(paidAfterAll, Layer.Kind.CYCLE, JUNE.months(), 1000);

    assertThat(givenUp.runsAt(time("2025-06-09"))).isTrue();
    assertThat(givenUp.runsAt(time("2025-06-10"))).isFalse();
    assertThat(kept.givenUpAt()).isNull();
    assertThat(kept.runsAt(time("2025-06-10"))).isTrue();
    assertThat(kept.runsAt(time("2025-05-31"))).isFalse();
    assertThat(kept.runsAt(time("2025-07-01"))).isFalse();
  }

  private static LayerDraft june() {
    return slice(INVOICE, Layer.Kind.CYCLE, JUNE.months(), 1000);
  }

  private static LayerDraft slice(
      Invoice invoice, Layer.Kind kind, BigFraction weight, long mrrMinor) {
    return new LayerDraft(
        invoice,
        kind,
        JUNE,
        JUNE.start(),
        JUNE.end(),
        weight,
        mrrMinor,
        CycleStart.ofNet(invoice, CALENDAR));
  }

  private static String text(LayerDraft slice) {
    return Readings.minutes(slice.start).substring(5, 10)
        + " to "
        + Readings.minutes(slice.end()).substring(5, 10)
        + (slice.isLow() ? " low" : "");
  }
}
