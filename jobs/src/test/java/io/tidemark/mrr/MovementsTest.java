package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Movements of intervals from the opening day, Feb 28, to the as-of date, Mar 31. */
class MovementsTest {
  private static final LocalDate OPENING_DAY = LocalDate.parse("2025-02-28");
  private static final LocalDate AS_OF = LocalDate.parse("2025-03-31");

  @Test
  @DisplayName("Every change has the movement of its direction")
  void changes() {
    assertThat(
            movements(
                """
                2025-03-03 2025-03-05 100
                2025-03-05 2025-03-08 150
                2025-03-08 2025-03-10  40
                2025-03-20 2025-05-01  60
                """))
        .containsExactly(
            "2025-03-03 new 0 -> 100",
            "2025-03-05 expansion 100 -> 150",
            "2025-03-08 contraction 150 -> 40",
            "2025-03-10 churn 40 -> 0",
            "2025-03-20 reactivation 0 -> 60");
  }

  @Test
  @DisplayName("MRR of the opening day is opening, on that day, whatever was before")
  void opening() {
    assertThat(
            movements(
                """
                2024-12-01 2025-01-01 500
                2025-01-20 2025-02-10 100
                2025-02-10 2025-03-05 200
                """))
        .containsExactly("2025-02-28 opening 0 -> 200", "2025-03-05 churn 200 -> 0");
    assertThat(movements("2025-02-28 2025-05-01 100"))
        .containsExactly("2025-02-28 opening 0 -> 100");
  }

  @Test
  @DisplayName("First MRR is opening if it starts unseen, reactivation after earlier payments")
  void firstMrr() {
    String first = "2025-03-03 2025-05-01 100";
    String returning = "2025-03-03 2025-03-05 100\n2025-03-09 2025-05-01 100 unseen";
    String before = "2024-12-01 2025-01-01 500\n" + first;

    assertThat(movements(first + " unseen")).containsExactly("2025-03-03 opening 0 -> 100");
    assertThat(of(first, true, Map.of())).containsExactly("2025-03-03 reactivation 0 -> 100");
    assertThat(of(first + " unseen", true, Map.of()))
        .containsExactly("2025-03-03 opening 0 -> 100");
    assertThat(movements(before)).containsExactly("2025-03-03 reactivation 0 -> 100");
    assertThat(movements(returning))
        .containsExactly(
            "2025-03-03 new 0 -> 100",
            "2025-03-05 churn 100 -> 0",
            "2025-03-09 reactivation 0 -> 100");
  }

  @Test
  @DisplayName("Nothing moves before the opening day or after the as-of date")
  void window() {
    assertThat(movements("2025-01-01 2025-02-28 100")).isEmpty();
    assertThat(movements("2025-04-01 2025-05-01 100")).isEmpty();
    assertThat(movements("2025-03-31 2025-04-01 100")).containsExactly("2025-03-31 new 0 -> 100");
    assertThat(movements("2025-03-30 2025-03-31 100"))
        .containsExactly("2025-03-30 new 0 -> 100", "2025-03-31 churn 100 -> 0");
  }

  @Test
  @DisplayName("An interval of the same amount after another one moves nothing")
  void sameAmount() {
    assertThat(
            movements(
                """
                2025-03-03 2025-03-05 100
                2025-03-05 2025-05-01 100
                """))
        .containsExactly("2025-03-03 new 0 -> 100");
  }

  @Test
  @DisplayName("A revaluation comes first, and only the rest of the change is the customer's")
  void revaluations() {
    String intervals =
        """
        2025-03-01 2025-03-10  50
        2025-03-10 2025-03-20  60
        2025-03-20 2025-03-25 120
        """;
    Map<LocalDate, Long> rates =
        Map.of(
            LocalDate.parse("2025-03-10"), -10L,
            LocalDate.parse("2025-03-20"), 60L,
            LocalDate.parse("2025-03-25"), 30L);

    assertThat(of(intervals, false, rates))
        .containsExactly(
            "2025-03-01 new 0 -> 50",
            "2025-03-10 fx 50 -> 40",
            "2025-03-10 expansion 40 -> 60",
            "2025-03-20 fx 60 -> 120",
            "2025-03-25 fx 120 -> 150",
            "2025-03-25 churn 150 -> 0");
  }

  private static List<String> movements(String intervals) {
    return of(intervals, false, Map.of());
  }

  /** Lines of the first day, the first day after, the amount and perhaps {@code unseen}. */
  private static List<String> of(
      String lines, boolean paidBefore, Map<LocalDate, Long> revaluations) {
    List<MrrInterval> intervals =
        lines.lines().map(line -> line.split(" +")).map(MovementsTest::interval).toList();
    return new Movements(OPENING_DAY, AS_OF, paidBefore, revaluations)
        .of(intervals).stream().map(LiteralAccounts::text).toList();
  }

  private static MrrInterval interval(String[] words) {
    LocalDate from = LocalDate.parse(words[0]);
    LocalDate to = LocalDate.parse(words[1]);
    return new MrrInterval(from, to, Long.parseLong(words[2]), 0, 0, 0, words.length > 3);
  }
}
