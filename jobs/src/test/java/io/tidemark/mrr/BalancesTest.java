package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sums of amounts that begin and end on different days. */
class BalancesTest {
  @Test
  @DisplayName("Sums change where a part begins or ends; zero and negative sums are kept")
  void sumsBetweenChanges() {
    Balances balances =
        balances(
            """
            2025-01-01 2025-01-20   100
            2025-01-05 2025-01-10    50
            2025-01-08 2025-02-01  -130
            2025-01-08 2025-01-20    30
            2025-02-10 2025-02-15     7
            """);

    assertThat(texts(balances.intervals(false)))
        .containsExactly(
            "2025-01-01 2025-01-05 100",
            "2025-01-05 2025-01-08 150",
            "2025-01-08 2025-01-10 50",
            "2025-01-10 2025-01-20 0",
            "2025-01-20 2025-02-01 -130",
            "2025-02-01 2025-02-10 0",
            "2025-02-10 2025-02-15 7");
  }

  @Test
  @DisplayName("A day on which an equal part takes over separates nothing, unless asked")
  void daysWithoutChange() {
    String renewed =
        """
        2025-01-01 2025-02-01 100
        2025-02-01 2025-03-01 100
        """;

    assertThat(texts(balances(renewed).intervals(false)))
        .containsExactly("2025-01-01 2025-03-01 100");
    assertThat(texts(balances(renewed).intervals(true)))
        .containsExactly("2025-01-01 2025-02-01 100", "2025-02-01 2025-03-01 100");
  }

  @Test
  @DisplayName("A change of any amount separates, and every part is in its own sum")
  void everyAmount() {
    Balances balances = new Balances();
    balances.add(part("2025-01-01", "2025-02-01", 100, 100, 0, 100, true));
    balances.add(part("2025-02-01", "2025-03-01", 100, 0, 100, 0, false));
    balances.add(part("2025-01-15", "2025-03-01", 40, 40, 0, 0, true));

    assertThat(balances.intervals(false))
        .containsExactly(
            part("2025-01-01", "2025-01-15", 100, 100, 0, 100, true),
            part("2025-01-15", "2025-02-01", 140, 140, 0, 100, true),
            part("2025-02-01", "2025-03-01", 140, 40, 100, 0, true));
  }

  /** Both begin unseen before Feb 1; one of them ends then. */
  @Test
  @DisplayName("A sum starts unseen while one of its parts does")
  void startsUnseen() {
    Balances balances = new Balances();
    balances.add(part("2025-01-01", "2025-02-01", 100, 0, 0, 0, true));
    balances.add(part("2025-02-01", "2025-03-01", 100, 0, 0, 0, false));

    assertThat(balances.intervals(false))
        .extracting(MrrInterval::startsUnseen)
        .containsExactly(true, false);
  }

  @Test
  @DisplayName("A part without days adds nothing")
  void noDays() {
    assertThat(balances("2025-01-01 2025-01-01 100").intervals(false)).isEmpty();
  }

  @Test
  @DisplayName("A sum that does not fit 64 bits is an error")
  void overflow() {
    Balances balances =
        balances(
            """
            2025-01-01 2025-02-01 9223372036854775807
            2025-01-02 2025-02-02                   1
            """);

    assertThatThrownBy(() -> balances.intervals(false)).isInstanceOf(ArithmeticException.class);
  }

  /** Lines of the first day, the first day after and the amount. */
  private static Balances balances(String lines) {
    Balances balances = new Balances();
    lines
        .lines()
        .map(line -> line.split(" +"))
        .forEach(word -> balances.add(part(word[0], word[1], Long.parseLong(word[2]))));
    return balances;
  }

  private static MrrInterval part(String from, String to, long mrr) {
    return part(from, to, mrr, 0, 0, 0, false);
  }

  private static MrrInterval part(
      String from, String to, long mrr, long implied, long pending, long low, boolean isUnseen) {
    return new MrrInterval(
        LocalDate.parse(from), LocalDate.parse(to), mrr, implied, pending, low, isUnseen);
  }

  private static List<String> texts(List<MrrInterval> intervals) {
    return intervals.stream().map(LiteralAccounts::text).toList();
  }
}
