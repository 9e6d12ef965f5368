package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static io.tidemark.mrr.engine.Invoices.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.InvoiceStatus;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stream of January 2025, 31 days for 3100 cents, and what changes it. */
class BillingStreamTest {
  private static final Invoice JANUARY = paid("in_1", 3100, "2025-01-01", "2025-02-01");

  @ParameterizedTest(name = "at {0}: runs {1}, ends {2}")
  @DisplayName("A cycle runs from its start up to its end, which may be off by an hour")
  @CsvSource({
    "2024-12-31 23:59, false, false",
    "2025-01-01, true, false",
    "2025-01-31 22:59, true, false",
    "2025-01-31 23:00, true, true",
    "2025-02-01, false, true",
    "2025-02-01 01:00, false, true",
    "2025-02-01 01:01, false, false"
  })
  void runs(String at, boolean runs, boolean ends) {
    BillingStream stream = january();

    assertThat(stream.runsAt(time(at))).isEqualTo(runs);
    assertThat(stream.endsAt(time(at))).isEqualTo(ends);
  }

  @ParameterizedTest(name = "{0} to {1}: as long {2}, the stream is shorter {3}")
  @DisplayName("A stream is as long as a month and shorter than a quarter")
  @CsvSource({
    "2025-02-01, 2025-03-01, true, false",
    "2025-02-01, 2025-05-01, false, true",
    "2025-07-01, 2025-08-01, true, false",
    "2025-02-01, 2025-02-08, false, false",
    "2025-02-01, 2025-03-05, false, true"
  })
  void length(String start, String end, boolean isAsLong, boolean isShorter) {
    BillingStream stream = january();

    assertThat(stream.isAsLongAs(time(start), time(end))).isEqualTo(isAsLong);
    assertThat(stream.isShorterThan(paid("in_2", 1, start, end))).isEqualTo(isShorter);
  }

  @Test
  @DisplayName("A stream without an invoice is not open")
  void isEmpty() {
    BillingStream stream = new BillingStream(true);

    assertThat(stream.isOpen()).isFalse();
    assertThat(stream.hasPrice()).isFalse();
    assertThat(stream.runsAt(time("2025-01-10"))).isFalse();
    assertThat(stream.endsAt(time("2025-02-01"))).isFalse();
    assertThat(stream.isOnlyBroken()).isFalse();
    assertThat(stream.beganInside()).isTrue();
  }

  @Test
  @DisplayName("A change for 21 of 31 days is divided by that share, with whole cents left open")
  void change() {
    BillingStream stream = january();
    stream.change(paid("in_2", 1050, "2025-01-11", "2025-02-01"));

    assertThat(stream.price()).isEqualTo(BigFraction.of(4650));
    assertThat(stream.tolerance()).isEqualTo(BigFraction.of(45, 14));
    assertThat(stream.isUnrepeated()).isFalse();
    assertThat(stream.opener()).isEqualTo(JANUARY);
  }

  @ParameterizedTest(name = "{0} to {1}, usage {2} to {3}, net {4}: price {5}, off by up to {6}")
  @DisplayName("The price of a new cycle is its net, with a credit or less a change")
  @CsvSource({
    "2025-02-01, 2025-03-01, 2025-01-01, 2025-02-01, 3200, 3200, 0",
    "2025-02-01, 2025-03-01, , , 3200, 3200, 0",
    "2025-01-11, 2026-01-11, 2025-01-11, 2025-01-11, 12000, 14100, 1",
    "2025-01-31 23:00, 2026-01-31, 2025-01-31 23:00, 2025-01-31 23:00, 12000, 12000, 0",
    "2025-01-11, 2025-03-01, 2025-01-01, 2025-02-01, 5700, 4650, 3",
    "2024-12-20, 2025-03-01, 2025-01-02, 2025-02-01, 5700, 4400, 3"
  })
  void open(
      String start,
      String end,
      String usageStart,
      String usageEnd,
      long net,
      long price,
      long tolerance) {
    BillingStream stream = january();
    Invoice invoice = paid("in_2", net, start, end, usageStart, usageEnd);
    stream.open(invoice, invoice.anchor());

    assertThat(stream.price()).isEqualTo(BigFraction.of(price));
    assertThat(stream.tolerance()).isEqualTo(BigFraction.of(tolerance));
    assertThat(stream.start()).isEqualTo(invoice.anchor());
    assertThat(stream.end()).isEqualTo(time(end));
    assertThat(stream.isUnrepeated()).isFalse();
  }

  @ParameterizedTest(name = "credit {0}: {1} from Jul 2 to {2}")
  @DisplayName("A credit that leaves at most 50 cents of a year leaves nothing running")
  @CsvSource({
    "-17300, 1000, 2025-08-02",
    "-18249, 51, 2025-08-02",
    "-18250, 0, 2025-07-02",
    "-18300, 0, 2025-07-02"
  })
  void restartBehindCredit(long net, long price, String end) {
    BillingStream stream = new BillingStream(false);
    stream.open(paid("in_1", 36500, "2025-01-01", "2026-01-01"), time("2025-01-01"));
    Invoice credit = paid("in_2", net, "2025-07-02", "2026-01-01", "2025-07-02", "2025-07-02");
    stream.restartBehindCredit(credit, time("2025-08-02"));

    assertThat(stream.price()).isEqualTo(BigFraction.of(price));
    assertThat(stream.start()).isEqualTo(time("2025-07-02"));
    assertThat(stream.end()).isEqualTo(time(end));
    assertThat(stream.opener()).isEqualTo(credit);
    assertThat(stream.tolerance()).isEqualTo(BigFraction.of(2));
    assertThat(stream.isUnrepeated()).isFalse();
  }

  @Test
  @DisplayName("A cycle given up as uncollectible does not run from then on")
  void uncollectible() {
    Invoice givenUp = with(JANUARY, InvoiceStatus.UNCOLLECTIBLE, true, "2025-01-20");
    BillingStream stream = new BillingStream(false);
    stream.open(givenUp, givenUp.anchor());

    assertThat(stream.runsAt(time("2025-01-19 23:59"))).isTrue();
    assertThat(stream.runsAt(time("2025-01-20"))).isFalse();
    assertThat(stream.runsAt(time("2025-01-21"))).isFalse();
  }

  @Test
  @DisplayName("A stream ended by a restart is closed, and its last cycle is of low confidence")
  void endedByRestart() {
    Invoice restart = paid("in_2", 100, "2025-01-11", "2025-02-11", "2025-01-11", "2025-01-11");
    BillingStream stream = january();
    stream.endBy(restart);

    assertThat(stream.isOpen()).isFalse();
    assertThat(stream.runsAt(time("2025-01-05"))).isFalse();
    assertThat(stream.endsAt(time("2025-02-01"))).isFalse();
    assertThat(stream.isAsLongAs(time("2025-02-01"), time("2025-03-01"))).isFalse();
    assertThat(stream.endedBy()).contains(restart);
    assertThat(stream.doubt(JANUARY)).contains(LowConfidenceReason.ENDED_BY_RESTART);
  }

  @Test
  @DisplayName("A part takes the place of the invoice with its doubt, its note and its price")
  void replaceOpener() {
    Invoice part = JANUARY.part(1000);
    BillingStream stream = january();
    stream.doubt(JANUARY, LowConfidenceReason.OVERLAPS);
    stream.doubt(JANUARY, LowConfidenceReason.COMBINED);
    stream.note(JANUARY, "It is a part.");
    stream.replaceOpener(part);

    assertThat(stream.invoices()).containsExactly(part);
    assertThat(stream.opener()).isEqualTo(part);
    assertThat(stream.price()).isEqualTo(BigFraction.of(1000));
    assertThat(stream.doubt(part)).contains(LowConfidenceReason.OVERLAPS);
    assertThat(stream.note(part)).contains("It is a part.");
    assertThat(stream.isUnrepeated()).isTrue();
  }

  @Test
  @DisplayName("A doubt about the next invoice is about no other one")
  void doubtNext() {
    Invoice february = paid("in_2", 3100, "2025-02-01", "2025-03-01");
    Invoice march = paid("in_3", 3100, "2025-03-01", "2025-04-01");
    BillingStream stream = january();
    stream.doubtNext(LowConfidenceReason.CHANGE_OF_ONE_OF_SEVERAL);
    stream.open(february, february.anchor());
    stream.open(march, march.anchor());

    assertThat(stream.invoices()).containsExactly(JANUARY, february, march);
    assertThat(stream.doubt(JANUARY)).isEmpty();
    assertThat(stream.doubt(february)).contains(LowConfidenceReason.CHANGE_OF_ONE_OF_SEVERAL);
    assertThat(stream.doubt(march)).isEmpty();
  }

  @Test
  @DisplayName("A part in front is a cycle before the first")
  void prepend() {
    Invoice december = paid("in_0", 2000, "2024-12-01", "2025-01-01");
    BillingStream repeated = january();
    repeated.prepend(december);

    assertThat(repeated.invoices()).containsExactly(december, JANUARY);
    assertThat(repeated.isUnrepeated()).isFalse();
    assertThat(repeated.opener()).isEqualTo(JANUARY);
  }

  @Test
  @DisplayName("The rest of a period costs its share of the whole one")
  void openShare() {
    BillingStream stream = new BillingStream(true);
    stream.openShare(paid("in_1", 1600, "2024-12-16", "2025-01-01"), time("2024-12-01"));

    assertThat(stream.start()).isEqualTo(time("2024-12-01"));
    assertThat(stream.price()).isEqualTo(BigFraction.of(3100));
    assertThat(stream.isOnlyBroken()).isFalse();
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @DisplayName("A first period of no whole month is broken until another cycle follows")
  @CsvSource({
    "2025-01-01, 2025-02-01, false",
    "2025-01-01, 2025-01-20, true",
    "2025-01-01, 2025-04-01, false"
  })
  void isOnlyBroken(String start, String end, boolean isBroken) {
    BillingStream stream = new BillingStream(false);
    stream.open(paid("in_1", 100, start, end), time(start));

    assertThat(stream.isOnlyBroken()).isEqualTo(isBroken);

    stream.open(paid("in_2", 100, end, "2025-06-01"), time(end));

    assertThat(stream.isOnlyBroken()).isFalse();
  }

  @Test
  @DisplayName("An amount of zero opens a cycle without a price")
  void free() {
    BillingStream stream = new BillingStream(false);
    stream.open(paid("in_1", 0, "2025-01-01", "2025-02-01"), time("2025-01-01"));

    assertThat(stream.isOpen()).isTrue();
    assertThat(stream.hasPrice()).isFalse();
    assertThat(stream.share(time("2025-01-11"))).isEqualTo(BigFraction.of(21, 31));
    assertThat(stream.seconds()).isEqualTo(2_678_400);
  }

  private static BillingStream january() {
    BillingStream stream = new BillingStream(false);
    stream.open(JANUARY, JANUARY.anchor());
    return stream;
  }
}
