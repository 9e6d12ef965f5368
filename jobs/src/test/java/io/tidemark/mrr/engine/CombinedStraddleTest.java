package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.BillingStreams.YEAR_AND_ADD_ON;
import static io.tidemark.mrr.engine.BillingStreams.assigned;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Combined invoices that also bill a change, or begin a new stream; amounts in cents. */
class CombinedStraddleTest {
  private static final String LATE = "2025-02-20";
  private static final String CHANGED_RENEWAL =
      "122500 2024-12-16T12:00..2026-01-01 2024-12-01..2025-01-01\n";

  @ParameterizedTest(name = "{0} for February: {1} and {2}")
  @DisplayName("2500 over the year's price is a month of 2000 and half a change of 1000, if shown")
  @CsvSource({"1998, 120000, 2500", "2000, 120000, 2500", "2002, 120000, 2500"})
  void changedAddOn(long february, String year, String month) {
    assertThat(assigned(LATE, YEAR_AND_ADD_ON + CHANGED_RENEWAL + february(february)))
        .containsExactly("120000, " + year, "1000, 1000, " + month + ", " + february);
  }

  @ParameterizedTest(name = "{0} for February: {1}")
  @DisplayName("A month that does not show the change is a new one, and the year's price is open")
  @CsvSource({"1997, 120503", "2003, 120497"})
  void newAddOn(long february, long year) {
    assertThat(assigned(LATE, YEAR_AND_ADD_ON + CHANGED_RENEWAL + february(february)))
        .containsExactly("120000, " + year + " COMBINED", "1000, 1000", february + ", " + february);
  }

  @ParameterizedTest(name = "{0} for February: {1}")
  @DisplayName("A change of 310 for 15 days of January leaves what it shows open by 3.1 cents more")
  @CsvSource({"2315, true", "2316, false"})
  void changedAddOnBeforeAChange(long february, boolean isShown) {
    assertThat(
            assigned(
                LATE,
                YEAR_AND_ADD_ON
                    + CHANGED_RENEWAL
                    + "150 2025-01-17..2025-02-01 2025-01-01..2025-01-17\n"
                    + february(february)))
        .anyMatch(stream -> stream.startsWith("1000, 1000, 2500, 150") == isShown);
  }

  @ParameterizedTest(name = "{0} for February: {1}")
  @DisplayName("A change of 310 for 21 days of December leaves the price before open by cents")
  @CsvSource({"1996, false", "1997, true", "2003, true", "2004, false"})
  void changedAddOnAfterAChange(long february, boolean isShown) {
    assertThat(
            assigned(
                    LATE,
                    YEAR_AND_ADD_ON
                        + """
                        210 2024-12-11..2025-01-01 2024-12-01..2024-12-11
                        122345 2024-12-16T12:00..2026-01-01 2024-12-01..2025-01-01
                        """
                        + february(february))
                .stream()
                .anyMatch(stream -> stream.contains(" 2345")))
        .isEqualTo(isShown);
  }

  @ParameterizedTest(name = "{0}: {1} and {2}")
  @DisplayName("Where the file ends there, the add-on was changed, unless to less than nothing")
  @CsvSource({"122500, 120000, 2500", "119000, 118000, 1000"})
  void changedAddOnAtTheEdge(long renewal, long year, long month) {
    assertThat(
            assigned(
                "2025-01-10",
                YEAR_AND_ADD_ON
                    + renewal
                    + " 2024-12-16T12:00..2026-01-01 2024-12-01..2025-01-01\n"))
        .containsExactly("120000, " + year + " COMBINED", "1000, 1000, " + month + " COMBINED");
  }

  @ParameterizedTest(name = "{0}, then {1}")
  @DisplayName("Only the month that ends there without an invoice of its own is billed with a year")
  @CsvSource({
    "120000 2024-01-01..2025-01-01, 4508 2024-09-16..2025-01-01, '120000, 3508', ''",
    "240000 2024-01-01..2026-01-01, 121000 2024-10-01..2025-10-01, 240000,"
        + " '; 120000 NOT_YET_REPEATED'"
  })
  void monthBilledWithAYear(String year, String bill, String ofYear, String newYear) {
    String lines =
        """
        %s first
        2000 2024-08-01..2024-10-01 first
        1000 2024-08-01..2024-09-01 first
        700 2024-08-10..2024-09-10 first
        1000 2024-09-01..2024-10-01 2024-08-01..2024-09-01
        700 2024-09-10..2024-10-10 2024-08-10..2024-09-10
        %s 2024-09-01..2024-10-01
        2000 2024-10-01..2024-12-01 2024-08-01..2024-10-01
        700 2024-10-10..2024-11-10 2024-09-10..2024-10-10
        1000 2024-11-01..2024-12-01 2024-10-01..2024-11-01
        """
            .formatted(year, bill);

    assertThat(String.join("; ", assigned("2024-11-20", lines)))
        .isEqualTo(ofYear + "; 2000, 2000; 1000, 1000, 1000, 1000; 700, 700, 700" + newYear);
  }

  /** A month of 1000, a year, and 4508 for the next month and a change of the year or the month. */
  private static final String MONTH_AND_A_CHANGE =
      """
      120000 2024-01-01..2025-01-01 first
      1000 2024-08-01..2024-09-01 first
      1000 2024-09-01..2024-10-01 2024-08-01..2024-09-01
      4508 2024-09-16..2025-01-01 2024-09-01..2024-10-01
      """;

  @Test
  @DisplayName("A month that costs more afterwards leaves it open whose the change was")
  void dearerMonthBilledWithAChange() {
    assertThat(
            assigned(
                LATE,
                MONTH_AND_A_CHANGE
                    + """
                    1500 2024-11-01..2024-12-01 2024-10-01..2024-11-01
                    1500 2024-12-01..2025-01-01 2024-11-01..2024-12-01
                    130000 2025-01-01..2026-01-01 2024-01-01..2025-01-01
                    1500 2025-01-01..2025-02-01 2024-12-01..2025-01-01
                    1500 2025-02-01..2025-03-01 2025-01-01..2025-02-01
                    """))
        .containsExactly(
            "120000, 2758 COMBINED, 130000", "1000, 1000, 1750 COMBINED, 1500, 1500, 1500, 1500");
  }

  @Test
  @DisplayName("A month without a later invoice may be billed with a change of the year")
  void lastMonthWithAChange() {
    assertThat(assigned("2024-12-20", MONTH_AND_A_CHANGE))
        .containsExactly("120000, 3508 COMBINED", "1000, 1000, 1000 COMBINED");
  }

  @Test
  @DisplayName("A free month is not billed with a change of the year")
  void freeMonthWithAChange() {
    assertThat(
            assigned(
                "2024-11-20",
                """
                120000 2024-01-01..2025-01-01 first
                0 2024-08-01..2024-09-01 first
                0 2024-09-01..2024-10-01 2024-08-01..2024-09-01
                4508 2024-09-16..2025-01-01 2024-09-01..2024-10-01
                0 2024-11-01..2024-12-01 2024-10-01..2024-11-01
                """))
        .contains("120000, 4508");
  }

  @ParameterizedTest(name = "a new year of {0} and a month of {1}: {2} and {3}")
  @DisplayName(
      "A new year that leaves nothing for the month does not bill it, a dearer month is low")
  @CsvSource({
    "121000, 1000, 120000, 1000",
    "121000, 1500, 119500 COMBINED, 1500 COMBINED",
    "1000, 1000, 0, 1000"
  })
  void newYear(long net, long next, String year, String month) {
    assertThat(
            assigned(
                "2024-11-20",
                """
                240000 2024-01-01..2026-01-01 first
                1000 2024-08-01..2024-09-01 first
                1000 2024-09-01..2024-10-01 2024-08-01..2024-09-01
                """
                    + net
                    + " 2024-10-01..2025-10-01 2024-09-01..2024-10-01\n"
                    + next
                    + " 2024-11-01..2024-12-01 2024-10-01..2024-11-01\n"))
        .contains("1000, 1000, " + month + ", " + next)
        .anyMatch(stream -> stream.equals(year) || stream.equals(year + " NOT_YET_REPEATED"));
  }

  @Test
  @DisplayName("A first month that is no share of the next was changed in the year's first month")
  void changeInTheFirstMonth() {
    assertThat(
            assigned(
                "2024-02-20",
                """
                122001 2024-01-01..2025-01-01 first
                1000 2024-01-16T12:00..2024-02-01 2024-01-01..2024-01-16T12:00
                3001 2024-02-01..2024-03-01 2024-01-01..2024-02-01
                """))
        .containsExactly("121000 COMBINED", "1001 COMBINED, 1000, 3001");
  }

  @ParameterizedTest(name = "{0}, then {1}: {3} and {4} of {5} EUR")
  @DisplayName("Each part of a combined invoice says how much of it that is")
  @CsvSource({
    "2024-01-01..2025-01-01, 121000 2025-01-01..2026-01-01 2024-12-01..2025-01-01, 1000, '1,200.00', '10.00', '1,210.00'",
    "2024-01-01..2025-01-01, 122500 2024-12-16T12:00..2026-01-01 2024-12-01..2025-01-01, 2000, '1,200.00', '25.00', '1,225.00'",
    "2024-02-01..2026-02-01, 61000 2025-01-01..2025-07-01 2024-12-01..2025-01-01, 1000, '600.00', '10.00', '610.00'"
  })
  void notes(String host, String invoice, long next, String first, String second, String all) {
    SubscriptionResult reading =
        BillingCase.of(
                LATE,
                YEAR_AND_ADD_ON.replace("2024-01-01..2025-01-01", host)
                    + invoice
                    + "\n"
                    + february(next))
            .reading();
    String note = "The invoice bills several intervals of the subscription: %s EUR of its %s EUR";

    assertThat(reading.findings())
        .filteredOn(finding -> finding.layer().invoice().invoiceId().equals("in_4"))
        .extracting(SubscriptionResult.Finding::note)
        .anyMatch(each -> each.startsWith(note.formatted(first, all)))
        .anyMatch(each -> each.startsWith(note.formatted(second, all)));
  }

  private static String february(long net) {
    return net + " 2025-02-01..2025-03-01 2025-01-01..2025-02-01\n";
  }
}
