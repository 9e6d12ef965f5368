package io.tidemark.mrr;

import static io.tidemark.mrr.LiteralAccounts.factor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The MRR that layers add up to; a dollar is 0.50 euros, and francs have no rate. */
class AccountsTest {
  static final DataWindow MARCH =
      new DataWindow(
          Instant.parse("2025-03-01T08:00:00Z"),
          Instant.parse("2025-04-01T08:00:00Z"),
          LocalDate.of(2025, 3, 31),
          ZoneOffset.UTC);

  static final Accounts ACCOUNTS =
      Accounts.of(
          "EUR",
          List.of(factor("USD 1900-01-01 9999-12-31 1 2"), factor("EUR 1900-01-01 9999-12-31 1 1")),
          MARCH);

  @Test
  @DisplayName("Accounts are in the order of their keys, and only those with MRR on any day")
  void keys() {
    String layers =
        """
        sub USD 2025-03-01 2025-04-01 month  1.00
        sub CHF 2025-03-01 2025-04-01 month  1.00
        sub GBP 2025-03-01 2025-04-01 month -1.00
        sub EUR 2024-03-01 2024-04-01 month  1.00
        """;

    assertThat(ACCOUNTS.of(LiteralLayers.of(layers), false))
        .extracting(account -> account.key().currency() + " " + account.isConverted())
        .containsExactly("CHF false", "EUR false", "EUR true", "USD false");
    assertThat(ACCOUNTS.of(List.of(), false)).isEmpty();
  }

  @Test
  @DisplayName("Days on which layers add up to zero or less have no MRR, but a balance")
  void notPositive() {
    String layers =
        """
        sub EUR 2025-03-01 2025-04-01 month  1.00
        sub EUR 2025-03-05 2025-03-10 month -1.00
        sub EUR 2025-03-20 2025-04-10 month -1.30
        """;

    assertThat(ACCOUNTS.of(LiteralLayers.of(layers), false).get(0).intervals())
        .extracting(LiteralAccounts::text)
        .containsExactly("2025-03-01 2025-03-05 100", "2025-03-10 2025-03-20 100");
    assertThat(Accounts.balances(LiteralLayers.of(layers)).get("EUR"))
        .extracting(LiteralAccounts::text)
        .containsExactly(
            "2025-03-01 2025-03-05 100",
            "2025-03-05 2025-03-10 0",
            "2025-03-10 2025-03-20 100",
            "2025-03-20 2025-04-01 -30",
            "2025-04-01 2025-04-10 -130");
  }

  @Test
  @DisplayName("Implied, pending and low-confidence parts are summed, and converted each by itself")
  void parts() {
    String layers =
        """
        sub USD 2025-03-01 2025-04-01 month  1.01 implied low
        sub USD 2025-03-01 2025-04-01 month  0.50 pending
        -   USD 2025-03-01 2025-04-01 adjustment 0.06 adjustment unseen
        """;
    LocalDate from = LocalDate.parse("2025-03-01");
    LocalDate to = LocalDate.parse("2025-04-01");

    assertThat(ACCOUNTS.of(LiteralLayers.of(layers), false))
        .extracting(account -> account.intervals().get(0))
        .containsExactly(
            new MrrInterval(from, to, 79, 51, 25, 51, true),
            new MrrInterval(from, to, 157, 101, 50, 101, true));
  }

  /** On Mar 15 a renewal makes the first visible; on Mar 20 a third takes over from the second. */
  @Test
  @DisplayName("Adjoining intervals with equal values are one interval")
  void equalIntervals() {
    String layers =
        """
        sub USD 2025-03-01 2025-03-15 month 1.00 unseen
        two USD 2025-03-01 2025-03-20 month 1.00 unseen
        sub USD 2025-03-15 2025-04-01 month 1.00
        thr USD 2025-03-20 2025-04-01 month 1.00 unseen
        """;

    assertThat(ACCOUNTS.of(LiteralLayers.of(layers), false))
        .extracting(account -> account.intervals().stream().map(LiteralAccounts::text).toList())
        .containsExactly(
            List.of("2025-03-01 2025-04-01 100"), List.of("2025-03-01 2025-04-01 200"));
  }

  @Test
  @DisplayName("MRR on a day is that of the interval that covers it, else zero")
  void mrrOnDay() {
    Account account =
        ACCOUNTS.of(LiteralLayers.of("sub USD 2025-03-02 2025-03-20 month 1.00"), false).get(1);

    assertThat(
            List.of("2025-03-01", "2025-03-02", "2025-03-19", "2025-03-20").stream()
                .map(day -> account.mrrOn(LocalDate.parse(day))))
        .containsExactly(0L, 100L, 100L, 0L);
  }
}
