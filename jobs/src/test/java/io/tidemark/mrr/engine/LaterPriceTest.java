package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What later invoices tell of the price of June 2025, in cents. */
class LaterPriceTest {
  private static final String START = "2025-06-01";
  private static final String HALF = "2025-06-16";
  private static final String END = "2025-07-01";
  private static final String NEXT_END = "2025-08-01";
  private static final Cycle JUNE = Cycle.of(time(START), time(END), BillingMonths.calendar());

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("A plain next cycle shows its price, unless that is below zero")
  @CsvSource({"2000, 2000..2000", "0, 0..0", "-1, nothing"})
  void plain(long net, String told) {
    assertThat(told(july(net))).isEqualTo(told);
  }

  @Test
  @DisplayName("Without an invoice, nothing is told")
  void nothing() {
    assertThat(told()).isEqualTo("nothing");
  }

  @ParameterizedTest(name = "{0} for the second half: {1}")
  @DisplayName("A change for half of it leaves the rest of half the next price for the half before")
  @CsvSource({
    "500, 999..1001",
    "-500, 2999..3001",
    "1000, -1..1",
    "1001, nothing",
    "5000, nothing"
  })
  void change(long net, String told) {
    assertThat(told(paid("change", net, HALF, END, START, HALF), july(2000))).isEqualTo(told);
    assertThat(told(paid("change", net, HALF, END, START, HALF)))
        .isEqualTo(net < 0 ? "999..1001 of one change" : "nothing");
  }

  @ParameterizedTest(name = "{0} from the first day: {1}")
  @DisplayName("A change of all of it tells the cent, which may be zero, but not less")
  @CsvSource({"1999, 1..1", "2000, 0..0", "2001, nothing"})
  void changeOfAll(long net, String told) {
    assertThat(told(paid("change", net, START, END, START, START), july(2000))).isEqualTo(told);
  }

  @Test
  @DisplayName("A negative restart up to its end credits it for the new period behind it")
  void restartDown() {
    Invoice credit = paid("credit", -500, HALF, END, HALF, HALF);
    Invoice next = paid("next", 2000, "2025-07-16", "2025-08-16", HALF, "2025-07-16");

    assertThat(told(credit, next)).isEqualTo("4999..5001");
    assertThat(told(credit)).isEqualTo("999..1001");
  }

  @Test
  @DisplayName("A restart of zero up to its end is no cancellation")
  void restartOfZero() {
    assertThat(told(paid("restart", 0, HALF, END, HALF, HALF))).isEqualTo("nothing");
    assertThat(told(paid("restart", 0, HALF, END, HALF, HALF), july(2000))).isEqualTo("1999..2001");
  }

  @Test
  @DisplayName("A negative restart beyond its end is no cancellation")
  void negativeReset() {
    Invoice restart = paid("restart", -100, HALF, "2025-07-16", HALF, HALF);
    Invoice next = paid("next", 400, "2025-07-16", "2025-08-16", HALF, "2025-07-16");

    assertThat(told(restart)).isEqualTo("nothing");
    assertThat(told(restart, next)).isEqualTo("999..1001");
  }

  @Test
  @DisplayName("A restart within it credits its rest for a whole new cycle")
  void reset() {
    Invoice restart = paid("restart", 1500, HALF, "2025-07-16", HALF, HALF);
    Invoice next = paid("next", 2000, "2025-07-16", "2025-08-16", HALF, "2025-07-16");

    assertThat(told(restart, next)).isEqualTo("999..1001");
    assertThat(told(paid("other", 1500, HALF, "2025-07-16"), next)).isEqualTo("nothing");
  }

  @Test
  @DisplayName("Before its start, or at its end, nothing is credited")
  void outside() {
    Invoice before = paid("before", 500, "2025-05-16", END, START, HALF);
    Invoice reset = paid("reset", 500, "2025-05-16", "2025-06-16", START, START);
    Invoice atTheEnd = paid("end", 2000, END, NEXT_END, END, END);
    Invoice august = paid("august", 2000, NEXT_END, "2025-09-01");

    assertThat(told(before, july(2000))).isEqualTo("nothing");
    assertThat(told(reset, paid("next", 2000, HALF, "2025-07-16"))).isEqualTo("nothing");
    assertThat(told(atTheEnd, august)).isEqualTo("nothing");
  }

  @ParameterizedTest(name = "service {0} to {1}, usage {2} to {3}, next to {4}: {5}")
  @DisplayName("A renewal bills a change of it where its usage is June and the next cycle as long")
  @CsvSource({
    "06-16, 08-01, 06-01, 07-01, 09-01, 1199..1201 of one change",
    "06-16, 08-01, 06-01 01:00, 07-01, 09-01, 1200..1201 of one change",
    "06-16, 10-01, 06-01, 07-01, 2026-01-01, nothing",
    "06-16, 09-01, 05-01, 07-01, 11-01, nothing",
    "06-16, 10-01, 06-01, 08-01, 12-01, nothing",
    "05-16, 07-02, 05-02, 06-02, 08-02, nothing"
  })
  void straddle(
      String start, String end, String usageStart, String usageEnd, String nextEnd, String told) {
    String year = "2025-";
    Invoice straddle =
        paid("straddle", 2400, year + start, year + end, year + usageStart, year + usageEnd);
    String until = nextEnd.startsWith("20") ? nextEnd : year + nextEnd;

    assertThat(told(straddle, paid("next", 2000, year + end, until))).isEqualTo(told);
  }

  @Test
  @DisplayName("What supposes one change of a later renewal supposes it of an earlier change, too")
  void changeBeforeAStraddle() {
    assertThat(
            told(
                paid("change", 500, "2025-06-11", END, START, "2025-06-11"),
                paid("straddle", 2500, HALF, NEXT_END, START, END),
                paid("next", 2000, NEXT_END, "2025-09-01")))
        .isEqualTo("249..251 of one change");
  }

  @Test
  @DisplayName("Where no whole cent makes what more than the cycle is credited, nothing is told")
  void noWholeCent() {
    Invoice straddle = paid("straddle", 5998, "2025-05-22", NEXT_END, START, END);

    assertThat(told(straddle, paid("next", 3000, NEXT_END, "2025-09-01"))).isEqualTo("nothing");
  }

  @Test
  @DisplayName("Twelve invoices tell, a thirteenth does not")
  void mostInvoices() {
    List<Invoice> changes = new ArrayList<>();
    for (int day = 11; day <= 21; day++) {
      changes.add(paid("change_" + day, 0, "2025-06-" + day, END));
    }
    List<Invoice> eleven = new ArrayList<>(changes);
    eleven.add(july(2000));
    List<Invoice> twelve = new ArrayList<>(changes);
    twelve.add(paid("change_22", 0, "2025-06-22", END));
    twelve.add(july(2000));

    assertThat(LaterPrice.of(JUNE, eleven, BillingMonths.calendar())).isPresent();
    assertThat(LaterPrice.of(JUNE, twelve, BillingMonths.calendar())).isEmpty();
  }

  private static Invoice july(long net) {
    return paid("july", net, END, NEXT_END, START, END);
  }

  private static String told(Invoice... following) {
    Optional<LaterPrice> told = LaterPrice.of(JUNE, List.of(following), BillingMonths.calendar());
    return told.map(
            each ->
                each.price().least()
                    + ".."
                    + each.price().most()
                    + (each.supposesOneChange() ? " of one change" : ""))
        .orElse("nothing");
  }
}
