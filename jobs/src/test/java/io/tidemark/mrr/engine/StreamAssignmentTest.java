package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which invoices belong to one stream, and which of them are doubtful; amounts in cents. */
class StreamAssignmentTest {
  private static final Invoice YEAR =
      paid("year", 120_000, "2024-01-01", "2025-01-01", "2024-01-01", "2024-01-01");
  private static final Invoice MONTH = paid("month", 1000, "2024-02-10", "2024-03-10");

  @ParameterizedTest(name = "{0} and {1}, off by up to {2}: {3}")
  @DisplayName("Two amounts are about the same within a cent and what is known to be open")
  @CsvSource({
    "100, 102, 1, true",
    "102, 100, 1, true",
    "100, 103, 1, false",
    "103, 100, 1, false",
    "100, 101, 0, true",
    "102, 100, 0, false"
  })
  void isAbout(long one, long other, long tolerance, boolean isAbout) {
    assertThat(
            StreamAssignment.isAbout(
                BigFraction.of(one), BigFraction.of(other), BigFraction.of(tolerance)))
        .isEqualTo(isAbout);
  }

  @Test
  @DisplayName("A restart continues the stream of its length and ends the other one")
  void restart() {
    assertThat(
            streams(
                "2024-05-01",
                YEAR,
                MONTH,
                paid("next", 1000, "2024-03-10", "2024-04-10"),
                paid("restart", 150_000, "2024-03-20", "2025-03-20", "2024-03-20", "2024-03-20")))
        .containsExactly("year restart=CREDITS_SEVERAL", "month next=ENDED_BY_RESTART");
  }

  @Test
  @DisplayName("A renewal up to three days early continues its stream")
  void renewedEarly() {
    assertThat(streams("2024-03-12", YEAR, MONTH, paid("early", 1000, "2024-03-08", "2024-04-08")))
        .containsExactly("year", "month early");
    assertThat(streams("2024-03-12", YEAR, MONTH, paid("early", 1000, "2024-03-07", "2024-04-07")))
        .containsExactly("year", "month early");
  }

  @Test
  @DisplayName("A month four days before a renewal, or with a renewal of its own, is another item")
  void notRenewedEarly() {
    assertThat(streams("2024-03-12", YEAR, MONTH, paid("item", 1000, "2024-03-06", "2024-04-06")))
        .containsExactly("year", "month=NOT_YET_REPEATED", "item=NOT_YET_REPEATED");
    assertThat(
            streams(
                "2024-03-12",
                YEAR,
                MONTH,
                paid("item", 1000, "2024-03-08", "2024-04-08"),
                paid("next", 1000, "2024-03-10", "2024-04-10")))
        .containsExactly("year", "month next", "item=NOT_YET_REPEATED");
  }

  @Test
  @DisplayName("A change that fits neither of two streams makes both renewals doubtful")
  void changeOfOneOfSeveral() {
    assertThat(
            streams(
                "2025-02-10",
                YEAR,
                paid("november", 1000, "2024-11-01", "2024-12-01"),
                paid("december", 1000, "2024-12-01", "2025-01-01"),
                paid("change", 300, "2024-12-15", "2025-01-01"),
                paid("renewal", 150_000, "2025-01-01", "2026-01-01"),
                paid("january", 5000, "2025-01-01", "2025-02-01")))
        .containsExactly(
            "year renewal=CHANGE_OF_ONE_OF_SEVERAL",
            "november december change january=CHANGE_OF_ONE_OF_SEVERAL");
  }

  @ParameterizedTest(name = "a renewal at {0} and a month at {1}: {2}; {3}")
  @DisplayName("A change belongs to the stream whose next price it makes")
  @CsvSource({
    "120000, 1547, year renewal, november december change january",
    "126459, 1000, year change renewal, november december january"
  })
  void changeThatFits(long renewal, long january, String first, String second) {
    assertThat(
            streams(
                "2025-02-10",
                YEAR,
                paid("november", 1000, "2024-11-01", "2024-12-01"),
                paid("december", 1000, "2024-12-01", "2025-01-01"),
                paid("change", 300, "2024-12-15", "2025-01-01"),
                paid("renewal", renewal, "2025-01-01", "2026-01-01"),
                paid("january", january, "2025-01-01", "2025-02-01")))
        .containsExactly(first, second);
  }

  @Test
  @DisplayName("A change billed with a renewal that no stream has is doubtful")
  void unseenInterval() {
    assertThat(
            streams(
                "2025-02-10",
                YEAR,
                paid("change", 300, "2024-11-20", "2025-01-01", "2024-11-01", "2024-12-01")))
        .containsExactly("year=UNSEEN_INTERVAL change=UNSEEN_INTERVAL");
  }

  @Test
  @DisplayName("A last month without a next year may be a change or an item")
  void changeOrItem() {
    assertThat(streams("2025-01-02", YEAR, paid("last", 1500, "2024-12-01", "2025-01-01")))
        .containsExactly("year=CHANGE_OR_ITEM last=CHANGE_OR_ITEM");
  }

  /** The ids of each stream, with doubts. */
  private static List<String> streams(String through, Invoice... invoices) {
    LayerPolicy rules = LayerPolicy.of(Policy.defaults(), time("2024-01-01"), time(through));
    return StreamAssignment.of(List.of(invoices), rules).streams().stream()
        .map(
            stream ->
                stream.invoices().stream()
                    .map(
                        invoice ->
                            invoice.invoiceId()
                                + stream.doubt(invoice).map(why -> "=" + why).orElse(""))
                    .collect(Collectors.joining(" ")))
        .toList();
  }
}
