package io.tidemark.insights.days;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.insights.days.MovementDay.Change;
import io.tidemark.insights.days.SignificantDay.Scope;
import io.tidemark.insights.days.SignificantDay.Verdict;
import io.tidemark.stats.BlurredAmounts;
import io.tidemark.stats.SeededRandom;
import io.tidemark.tables.Movement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A quiet month of small movements at an MRR of 10,000.00, and one day that differs. */
class SignificantDaysTest {
  private static final LocalDate FIRST = LocalDate.parse("2025-03-03");
  private static final LocalDate SPECIAL = LocalDate.parse("2025-03-19");
  private static final LocalDate VISIBLE = LocalDate.parse("2025-03-05");
  private static final LocalDate SETTLED = LocalDate.parse("2025-04-10");

  private static final SignificantDaysRules RULES =
      new SignificantDaysRules(SETTLED, 0.10, 0.005, 0);

  private record Case(
      String name, LocalDate date, List<Change> changes, Verdict verdict, Scope scope) {}

  @TestFactory
  List<DynamicTest> oneDayDiffers() {
    return List.of(
            new Case(
                "a big sale is one customer's",
                SPECIAL,
                List.of(change("big", Movement.NEW, 250_000), change("a", Movement.NEW, 3_000)),
                Verdict.SIGNIFICANT,
                Scope.SINGLE_CUSTOMER),
            new Case(
                "a batch of cancellations is broad",
                SPECIAL,
                batch(12, Movement.CHURN, -9_000),
                Verdict.SIGNIFICANT,
                Scope.BROAD),
            new Case(
                "0.9 % of MRR comes by chance",
                SPECIAL, batch(3, Movement.NEW, 3_000), Verdict.LARGE_BUT_NORMAL, null),
            new Case(
                "0.3 % of MRR is nothing",
                SPECIAL, batch(1, Movement.NEW, 3_000), Verdict.ORDINARY, null),
            new Case(
                "what began before the file and shows only now is no sale",
                SPECIAL,
                List.of(change("big", Movement.OPENING, 250_000)),
                Verdict.ARTEFACT,
                Scope.ARTEFACT),
            new Case(
                "cycles of the 29th, 30th and 31st end on the last of February's like",
                LocalDate.parse("2025-04-30"),
                batch(12, Movement.CHURN, -9_000),
                Verdict.ARTEFACT,
                Scope.ARTEFACT),
            new Case(
                "losses of the last days may still renew",
                LocalDate.parse("2025-04-11"),
                batch(12, Movement.CHURN, -9_000),
                Verdict.ARTEFACT,
                Scope.ARTEFACT),
            new Case(
                "but sales of the last days are sales",
                LocalDate.parse("2025-04-11"),
                List.of(change("big", Movement.NEW, 250_000)),
                Verdict.SIGNIFICANT,
                Scope.SINGLE_CUSTOMER),
            new Case(
                "before all is visible nothing is tested",
                LocalDate.parse("2025-03-04"),
                List.of(change("big", Movement.NEW, 250_000)),
                Verdict.NOT_TESTED,
                Scope.ARTEFACT))
        .stream()
        .map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one)))
        .toList();
  }

  private static void check(Case one) {
    SignificantDay found =
        search(days(Map.of(one.date(), one.changes()))).stream()
            .filter(day -> day.day().date().equals(one.date()))
            .findFirst()
            .orElseThrow();

    assertThat(found.verdict()).isEqualTo(one.verdict());
    assertThat(found.scope().orElse(null)).isEqualTo(one.scope());
  }

  @Test
  void withoutTheSpecialDayNoDayIsSignificant() {
    assertThat(search(days(Map.of())))
        .noneMatch(day -> day.verdict() == Verdict.SIGNIFICANT)
        .anyMatch(day -> day.pValue().isPresent());
  }

  @Test
  void tooFewMovementsTellNothing() {
    List<MovementDay> days = new ArrayList<>();
    FIRST
        .datesUntil(FIRST.plusDays(30))
        .forEach(
            date -> days.add(new MovementDay(date, 1_000_000, List.of(), MovementDay.Rest.NONE)));
    days.set(
        20,
        new MovementDay(
            FIRST.plusDays(20), 1_000_000, batch(9, Movement.NEW, 9), MovementDay.Rest.NONE));

    assertThat(search(days)).allMatch(day -> day.verdict() == Verdict.NOT_TESTED);
  }

  /** 5,000 + 2,000 + 1,200 + 900 + 900 gained and 1,000 lost: 9,000 in all. */
  @Test
  void theFewestMovementsThatMakeTwoThirdsOfTheGainAndAllOfTheRest() {
    MovementDay day =
        new MovementDay(
            SPECIAL,
            1_000_000,
            List.of(
                change("a", Movement.NEW, 2_000),
                change("b", Movement.EXPANSION, 5_000),
                change("c", Movement.NEW, 1_200),
                change("d", Movement.REACTIVATION, 900),
                change("e", Movement.CHURN, -1_000)),
            new MovementDay.Rest(2, 900, 0, 0));

    List<SignificantDayDrivers.Part> parts = SignificantDayDrivers.of(day);

    assertThat(parts)
        .extracting(
            part -> part.role().name(),
            part -> part.customerId().orElse("-"),
            SignificantDayDrivers.Part::movements,
            SignificantDayDrivers.Part::changeMinor,
            part -> part.share().orElse(null))
        .containsExactly(
            tuple("DRIVER", "b", 1, 5_000L, 0.5),
            tuple("DRIVER", "a", 1, 2_000L, 0.2),
            tuple("OTHERS", "-", 4, 3_000L, 0.3),
            tuple("OPPOSITE", "-", 1, -1_000L, null));
    assertThat(parts.stream().mapToLong(SignificantDayDrivers.Part::changeMinor).sum())
        .isEqualTo(day.changeMinor());
  }

  /** 300 small gains of 900 and 200 small losses of 400 are no 500 gained by 500 movements. */
  @Test
  @DisplayName("Movements too small to be listed keep their sign in the sums of a day")
  void theTailKeepsItsSigns() {
    MovementDay day =
        new MovementDay(
            SPECIAL,
            1_000_000,
            List.of(change("a", Movement.NEW, 5_000), change("b", Movement.CHURN, -1_000)),
            new MovementDay.Rest(300, 900, 200, -400));

    assertThat(SignificantDayDrivers.of(day))
        .extracting(
            part -> part.role().name(),
            SignificantDayDrivers.Part::movements,
            SignificantDayDrivers.Part::changeMinor)
        .containsExactly(
            tuple("DRIVER", 1, 5_000L),
            tuple("OTHERS", 300, 900L),
            tuple("OPPOSITE", 201, -1_400L));
  }

  @Test
  void manySmallMovementsHaveNoDriver() {
    MovementDay day =
        new MovementDay(SPECIAL, 0, batch(20, Movement.NEW, 100), MovementDay.Rest.NONE);

    assertThat(SignificantDayDrivers.of(day))
        .singleElement()
        .returns(SignificantDayDrivers.Role.OTHERS, SignificantDayDrivers.Part::role)
        .returns(2_000L, SignificantDayDrivers.Part::changeMinor);
  }

  private static List<SignificantDay> search(List<MovementDay> days) {
    return new SignificantDaysSearch("EUR", RULES, VISIBLE, new BlurredAmounts()).search(days);
  }

  /** Nine weeks: two or three movements of 29.00 to 49.00 a day, a few of them losses. */
  private static List<MovementDay> days(Map<LocalDate, List<Change>> special) {
    SeededRandom draws = new SeededRandom(7);
    List<MovementDay> days = new ArrayList<>();
    for (LocalDate date = FIRST; date.isBefore(FIRST.plusDays(63)); date = date.plusDays(1)) {
      List<Change> changes = new ArrayList<>();
      for (int number = draws.poisson(2.5); number > 0; number--) {
        long amount = 2_900 + 1_000L * (int) (3 * draws.uniform());
        boolean isLoss = draws.uniform() < 0.3;
        Movement movement = isLoss ? Movement.CHURN : Movement.NEW;
        changes.add(change(date + "-" + number, movement, isLoss ? -amount : amount));
      }
      days.add(
          new MovementDay(
              date, 1_000_000, special.getOrDefault(date, changes), MovementDay.Rest.NONE));
    }
    return days;
  }

  private static List<Change> batch(int number, Movement movement, long amount) {
    List<Change> changes = new ArrayList<>();
    for (int customer = 0; customer < number; customer++) {
      changes.add(change("customer" + customer, movement, amount));
    }
    return changes;
  }

  private static Change change(String customer, Movement movement, long amount) {
    return new Change(customer, movement, amount);
  }
}
