package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.with;
import static io.tidemark.mrr.engine.Readings.postings;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.InvoiceStatus;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the money of an invoice is that no layer shows, exact, in cents. */
class PostingsTest {
  private static final Invoice JUNE = paid("in_1", 3000, "2025-06-01", "2025-07-01");

  @Test
  @DisplayName("A new cycle without a credit displaces what it cuts")
  void displaced() {
    assertThat(postings(JUNE, paid("in_2", 900, "2025-06-11", "2025-07-11")))
        .containsExactly("in_1 DISPLACED 2000");
  }

  @Test
  @DisplayName("A reset moves the credit from the old cycle to the new one")
  void moved() {
    String half = "2025-06-16";
    assertThat(postings(JUNE, paid("in_2", 22500, half, "2026-06-16", half, half)))
        .containsExactly("in_1 MOVED_OUT 1500", "in_2 MOVED_IN 1500");
  }

  @Test
  @DisplayName("A cancellation with a credit leaves a remainder")
  void remainder() {
    String cancelled = "2025-07-02";
    assertThat(
            postings(
                paid("in_1", 12000, "2025-01-01", "2026-01-01"),
                paid("in_2", -6016, cancelled, "2026-01-01", cancelled, cancelled)))
        .containsExactly(
            "in_1 MOVED_OUT 439200 / 73",
            "in_2 MOVED_IN 439200 / 73",
            "in_2 REMAINDER -6016",
            "in_2 REMAINDER 439200 / 73");
  }

  @ParameterizedTest(name = "marked on {0}: {1}")
  @DisplayName("What follows an uncollectible mark is not served")
  @CsvSource({"2025-06-16, in_1 UNSERVED 1500", "2025-07-01, ", "2025-07-02, "})
  void unserved(String marked, String posting) {
    assertThat(postings(with(JUNE, InvoiceStatus.UNCOLLECTIBLE, true, marked)))
        .isEqualTo(posting == null ? List.of() : List.of(posting));
  }

  @ParameterizedTest(name = "{0} a year: {1}")
  @DisplayName("Rounding a price per month leaves cents of the invoice")
  @CsvSource({"10000, in_1 ROUNDING 4", "9990, in_1 ROUNDING -6", "12000, "})
  void rounding(long net, String posting) {
    assertThat(postings(paid("in_1", net, "2025-01-01", "2026-01-01")))
        .isEqualTo(posting == null ? List.of() : List.of(posting));
  }

  @ParameterizedTest(name = "{0} cents less {1} per month, limit {2}: too much {3}")
  @DisplayName("Rounding beyond its limit names the invoice")
  @CsvSource({
    "3004, 3000, 4, false",
    "3004, 3000, 3, true",
    "2996, 3000, 4, false",
    "2996, 3000, 3, true"
  })
  void roundedTooMuch(long net, long mrr, long limit, boolean isTooMuch) {
    Invoice invoice = paid("in_1", net, "2025-06-01", "2025-07-01");
    Cycle cycle = Cycle.of(invoice.serviceStart(), invoice.serviceEnd(), BillingMonths.calendar());
    LayerDraft slice =
        new LayerDraft(
            invoice,
            Layer.Kind.CYCLE,
            cycle,
            cycle.start(),
            cycle.end(),
            cycle.months(),
            mrr,
            CycleStart.ofNet(invoice, BillingMonths.calendar()));
    Postings books = new Postings();
    books.rounding(invoice, List.of(), BigFraction.of(limit), slice);

    assertThat(books.roundedTooMuch()).isEqualTo(isTooMuch ? List.of("in_1") : List.of());
  }
}
