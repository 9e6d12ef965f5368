package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the invoices of early 2025 show; the data ends on Jun 10, and renewals may be late by 3
 * days.
 */
class UpcomingTest {
  private static final List<Invoice> INVOICES =
      List.of(
          paid("january", 1000, "2025-01-01", "2025-02-01", "2024-12-01", "2025-01-01"),
          paid("february", 1100, "2025-02-01", "2025-03-01", "2025-01-01", "2025-02-01"),
          paid("restart", 999, "2025-03-01", "2025-04-01", "2025-03-01", "2025-03-01"),
          paid("week", 50, "2025-03-01", "2025-03-08", "2025-02-22", "2025-03-01"),
          paid("march", 1200, "2025-03-01", "2025-04-01", "2025-02-01", "2025-03-01"),
          paid("change", 300, "2025-03-11", "2025-04-01", "2025-03-11", "2025-03-11"),
          paid("straddle", 1400, "2025-03-20", "2025-05-01", "2025-03-01", "2025-04-01"));

  private static final Upcoming UPCOMING =
      new Upcoming(
          INVOICES, LayerPolicy.of(Policy.defaults(), time("2025-01-01"), time("2025-06-10")));

  @ParameterizedTest(name = "at {0}, as long as {1} to {2}: {3}; the one after: {4}; up to it: {5}")
  @DisplayName("Cycles that begin, that follow and that end at a time are as long as the given one")
  @CsvSource({
    "2025-02-01, 2025-01-01, 2025-02-01, february, march, january",
    "2025-03-01, 2025-01-01, 2025-02-01, march, straddle, february",
    "2025-03-01 01:00, 2025-01-01, 2025-02-01, march, straddle, february",
    "2025-03-01 01:01, 2025-01-01, 2025-02-01, , , ",
    "2025-04-01, 2025-01-01, 2025-02-01, straddle, , restart",
    "2025-03-01, 2025-01-01, 2025-01-08, week, , ",
    "2025-02-22, 2025-01-01, 2025-01-08, , week, ",
    "2025-03-08, 2025-01-01, 2025-01-08, , , week",
    "2025-03-01, 2025-01-01, 2025-04-01, , , "
  })
  void cycles(String at, String start, String end, String begun, String after, String ended) {
    assertThat(id(UPCOMING.continuing(time(at), time(start), time(end)))).isEqualTo(begun);
    assertThat(id(UPCOMING.afterNext(time(at), time(start), time(end)))).isEqualTo(after);
    assertThat(id(UPCOMING.endingAt(time(at), time(start), time(end)))).isEqualTo(ended);
  }

  @ParameterizedTest(name = "in {0} to {1}: {2}")
  @DisplayName("A change begins more than an hour after its cycle and ends with it")
  @CsvSource({
    "2025-03-01, 2025-04-01, change",
    "2025-03-10 22:59, 2025-04-01, change",
    "2025-03-10 23:00, 2025-04-01, ''",
    "2025-02-28, 2025-04-01, restart march change",
    "2025-03-01, 2025-04-01 01:00, change",
    "2025-03-01, 2025-04-01 01:01, ''",
    "2025-03-01, 2025-05-01, ''"
  })
  void changesIn(String start, String end, String ids) {
    assertThat(
            UPCOMING.changesIn(time(start), time(end)).stream()
                .map(Invoice::invoiceId)
                .collect(Collectors.joining(" ")))
        .isEqualTo(ids);
  }

  @ParameterizedTest(name = "at {0}: billed {1}, usage from there: {2}")
  @DisplayName("What is billed for new cycles leaves out restarts")
  @CsvSource({
    "2025-01-01, 1000, february",
    "2025-02-01, 1100, march",
    "2025-03-01, 1250, restart",
    "2025-04-01, 1400, ",
    "2025-05-01, 0, "
  })
  void billedAt(String at, long billed, String usage) {
    assertThat(UPCOMING.billedAt(time(at))).isEqualTo(billed);
    assertThat(id(UPCOMING.billingUsageFrom(time(at)))).isEqualTo(usage);
  }

  @ParameterizedTest(name = "due {0}: {1}")
  @DisplayName("An invoice is in the file if it was due more than three days before its end")
  @CsvSource({"2025-06-06 23:59, true", "2025-06-07, false", "2025-06-09, false"})
  void wouldShow(String due, boolean wouldShow) {
    assertThat(UPCOMING.wouldShow(time(due))).isEqualTo(wouldShow);
  }

  @ParameterizedTest(name = "at {0} for {1} to {2}: {3}")
  @DisplayName("A longer renewal bills what a shorter cycle costs next, unless that has an invoice")
  @CsvSource({
    "2025-02-01, 2025-01-01, 2025-02-01, 0",
    "2024-12-01, 2024-11-01, 2024-12-01, 1000",
    "2025-02-22, 2025-02-15, 2025-02-22, 50",
    "2025-05-01, 2025-04-01, 2025-05-01, 0"
  })
  void billedWith(String at, String start, String end, long billed) {
    BillingStream shorter = new BillingStream(false);
    shorter.open(paid("in_1", 700, start, end), time(start));

    assertThat(UPCOMING.billedWith(time(at), shorter)).isEqualTo(BigFraction.of(billed));
  }

  @ParameterizedTest(name = "data through {0}: {1}")
  @DisplayName("A renewal bills the last month again where the file ends before the one after it")
  @CsvSource({"2025-02-04, 1000", "2025-02-04 00:01, 0"})
  void billedWithTheLast(String through, long billed) {
    Upcoming upcoming =
        BillingStreams.upcoming(through, paid("december", 1000, "2024-12-01", "2025-01-01"));
    BillingStream month = BillingStreams.opened("november", 700, "2024-11-01", "2024-12-01");

    assertThat(upcoming.billedWith(time("2025-01-01"), month)).isEqualTo(BigFraction.of(billed));
  }

  @Test
  @DisplayName("A month that also bills a change does not tell what a renewal bills for it")
  void billedWithAChange() {
    Invoice straddle =
        paid("february", 1400, "2025-01-16", "2025-03-01", "2025-01-01", "2025-02-01");
    BillingStream month = BillingStreams.opened("november", 700, "2024-11-01", "2024-12-01");

    assertThat(
            BillingStreams.upcoming("2025-06-01", straddle).billedWith(time("2025-01-01"), month))
        .isEqualTo(BigFraction.ZERO);
  }

  private static String id(Optional<Invoice> invoice) {
    return invoice.map(Invoice::invoiceId).orElse(null);
  }
}
