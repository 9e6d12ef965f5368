package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.warehouse.ExportedRun;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a person reads, by its decisive lines. */
class ExplainTest {
  @Test
  void whatTheFileCannotShowIsSaid() {
    assertThat(WorkedCases.explained("cus_edges", null))
        .contains(
            "2,031 JPY per month from 2024-01-01 to 2024-02-01: implied, implied, low confidence",
            "Shown by invoice in_12, uncollectible, created 2024-02-01 00:10:00: net 3,000 JPY",
            "mrr = 3,000 - 969 = 2,031 JPY  (before the changes)",
            "Confidence: low, its price is the next cycle's price less the changes.");
    assertThat(WorkedCases.explained("cus_more", null))
        .contains(
            "Rule: The renewal was late, but within 3 days: its price fills the gap.",
            "Rule: The cycle ended, and its renewal in_27 is still a draft: its MRR continues to"
                + " the end of the last day of the data.",
            "Rule: The cycle ends just before the data ends, too late for its renewal to be in the"
                + " data: its MRR continues to the end of that day.");
  }

  @Test
  void whatEndsALayerAndWhatIsLeftOutIsSaid() {
    assertThat(WorkedCases.explained("cus_edges", "2024-01-05"))
        .contains(
            "Cut on 2024-02-20 10:00:00 instead of 2024-03-01 00:00:00, when in_12 was marked"
                + " uncollectible.",
            "Cut on 2024-01-11 00:00:00 instead of 2025-01-01 00:00:00 by in_14, which credits the"
                + " rest.",
            "no more than 0.50 EUR remains, so no MRR continues.",
            "gross = (-356.00) + 356.00 = 0.00 EUR  (net plus credit)",
            "It is excluded (ONE_OFF): it has no subscription and is not recurring.",
            "It is excluded (STATUS_VOID): it is void.");
  }

  @Test
  void currenciesAreSummedApart() {
    assertThat(WorkedCases.explained("cus_edges", "2024-01-10"))
        .startsWith("cus_edges on 2024-01-10: 30.50 EUR + 2,031 JPY per month")
        .contains(
            "  Sum on 2024-01-10: 30.50 = 30.50 EUR per month",
            "  Sum on 2024-01-10: 2,031 = 2,031 JPY per month");
  }

  @Test
  void monthsThatAreNotWholeAreCounted() {
    assertThat(WorkedCases.explained("cus_more", null))
        .contains(
            "months = 2 + 1,382,400 s / 2,678,400 s = 2.51612903225... months",
            "months = 28 days x 12 / 364 = 0.923076923076... months  (12 months in 52 weeks)",
            "average = (35.00 - 1 month x 20.00) / 0.516129032258... months = 29.0625 EUR");
  }

  @Test
  @DisplayName("Parallel intervals and invoices without a subscription are explained")
  void parallelIntervals() {
    assertThat(WorkedCases.explained("cus_parallel", "2024-02-25"))
        .startsWith("cus_parallel on 2024-02-25: 190.00 EUR per month")
        .contains(
            "    without a subscription, exactly 2024-02-05 00:00:00 to 2024-03-05 00:00:00",
            "    of subscription sub_both, exactly 2024-01-10 00:00:00 to 2025-01-10 00:00:00",
            "    of subscription sub_both, exactly 2024-02-20 00:00:00 to 2024-03-20 00:00:00",
            "  Sum on 2024-02-25: 100.00 + 80.00 + 10.00 = 190.00 EUR per month")
        .doesNotContain("null");
    MrrLookup mrr = new MrrLookup(ExportedRun.open(WorkedCases.warehouse()));
    LocalDate date = LocalDate.parse("2024-02-25");
    assertThat(MrrAnswerText.full(mrr.of("cus_parallel", date).orElseThrow()))
        .contains("invoice in_32, no subscription", "invoice in_34, subscription sub_both");
  }

  @Test
  @DisplayName("A layer of another stream than published is a difference")
  void anotherStream() {
    Path changed = WorkedCases.changed("mrr_layers", "stream", "1", "invoice_id = 'in_32'");
    Explain explain = new Explain(ExportedRun.open(changed), Optional.empty());

    assertThat(explain.of("cus_parallel").orElseThrow().differences())
        .hasSize(2)
        .anyMatch(line -> line.contains("computed, but not published: cycle of in_32 without a"))
        .anyMatch(line -> line.contains("cycle of in_32 without a subscription, stream 1 ("));
  }
}
