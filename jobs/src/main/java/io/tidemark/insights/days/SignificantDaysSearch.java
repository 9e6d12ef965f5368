package io.tidemark.insights.days;

import io.tidemark.insights.days.SignificantDay.Scope;
import io.tidemark.insights.days.SignificantDay.Verdict;
import io.tidemark.stats.BenjaminiHochberg;
import io.tidemark.stats.BlurredAmounts;
import io.tidemark.stats.ModifiedZScore;
import io.tidemark.tables.Movement;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Finds the significant days of one currency. */
final class SignificantDaysSearch {
  /** Days farther away are not compared, because a business grows. */
  private static final int NEAR_DAYS = 45;

  private static final int FEWEST_DAYS = 7;
  private static final int FEWEST_AMOUNTS = 10;
  private static final double MOST_OF_IT = 0.67;
  private static final int LONGEST_MONTH = 31;

  private final String currency;
  private final SignificantDaysRules rules;
  private final LocalDate visibleFrom;
  private final BlurredAmounts blurred;

  /**
   * @param visibleFrom the first day on which losses are visible as well as gains
   * @param blurred shared by all currencies
   */
  SignificantDaysSearch(
      String currency, SignificantDaysRules rules, LocalDate visibleFrom, BlurredAmounts blurred) {
    this.currency = currency;
    this.rules = rules;
    this.visibleFrom = visibleFrom;
    this.blurred = blurred;
  }

  /** Returns the result for each day. The days must be given in the order of their dates. */
  List<SignificantDay> search(List<MovementDay> days) {
    List<DayAmounts> visible =
        days.stream()
            .filter(day -> !day.date().isBefore(visibleFrom))
            .map(day -> new DayAmounts(day, blurred))
            .toList();
    Map<LocalDate, SignificantDaysNull> nulls = new HashMap<>();
    List<MovementDay> tested = new ArrayList<>();
    for (DayAmounts amounts : visible) {
      MovementDay day = amounts.day();
      Optional<SignificantDaysNull> chance = nullOf(day, visible);
      if (chance.isPresent()) {
        nulls.put(day.date(), chance.get());
        tested.add(day);
      }
    }
    double[] pValues =
        tested.stream()
            .mapToDouble(day -> nulls.get(day.date()).pValue(day.changeMinor()))
            .toArray();
    double[] qValues = BenjaminiHochberg.adjusted(pValues);
    double[] scores =
        ModifiedZScore.modifiedZ(tested.stream().mapToDouble(MovementDay::changeMinor).toArray());
    List<SignificantDay> found = new ArrayList<>();
    int position = 0;
    for (MovementDay day : days) {
      SignificantDaysNull chance = nulls.get(day.date());
      if (chance == null) {
        found.add(untested(day));
      } else {
        found.add(new Tested(day, chance, pValues, qValues, position).found(scores[position]));
        position++;
      }
    }
    return found;
  }

  private Optional<SignificantDaysNull> nullOf(MovementDay day, List<DayAmounts> visible) {
    List<DayAmounts> others =
        visible.stream()
            .filter(other -> other.day() != day)
            .filter(other -> distance(other.day(), day) <= NEAR_DAYS)
            .toList();
    return Optional.of(others)
        .filter(days -> days.size() >= FEWEST_DAYS)
        .map(days -> SignificantDaysNull.of(day.isWeekend(), days))
        .filter(chance -> chance.amounts() >= FEWEST_AMOUNTS);
  }

  private SignificantDay untested(MovementDay day) {
    boolean isWarmingUp = day.date().isBefore(visibleFrom);
    String reason =
        isWarmingUp
            ? "warm-up: churn is not visible before " + visibleFrom
            : "too few comparable days or movements";
    return new SignificantDay(
        day,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Verdict.NOT_TESTED,
        isWarmingUp ? Optional.of(Scope.ARTEFACT) : Optional.empty(),
        Optional.of(reason));
  }

  /** A day that was tested. */
  private final class Tested {
    private final MovementDay day;
    private final SignificantDaysNull chance;
    private final double[] pValues;
    private final double[] qValues;
    private final int position;

    Tested(
        MovementDay day,
        SignificantDaysNull chance,
        double[] pValues,
        double[] qValues,
        int position) {
      this.day = day;
      this.chance = chance;
      this.pValues = pValues;
      this.qValues = qValues;
      this.position = position;
    }

    SignificantDay found(double score) {
      boolean isLarge = rules.isLarge(day, day.changeMinor(), currency);
      Optional<String> artefact = isLarge ? artefact(day) : Optional.empty();
      Verdict verdict = verdict(isLarge, artefact.isPresent(), qValues[position]);
      Optional<Scope> scope =
          switch (verdict) {
            case ARTEFACT -> Optional.of(Scope.ARTEFACT);
            case SIGNIFICANT -> Optional.of(scope());
            case LARGE_BUT_NORMAL, ORDINARY, NOT_TESTED -> Optional.empty();
          };
      return new SignificantDay(
          day,
          OptionalDouble.of(chance.mean()),
          OptionalDouble.of(pValues[position]),
          OptionalDouble.of(qValues[position]),
          OptionalDouble.of(score),
          verdict,
          scope,
          artefact);
    }

    /** Returns the scope of the day by testing it again without its largest customer. */
    private Scope scope() {
      long rest = day.changeMinor() - largestOfOneCustomer(day);
      boolean sameDirection = Long.signum(rest) == Long.signum(day.changeMinor());
      if (!sameDirection || !rules.isLarge(day, rest, currency)) {
        return Scope.SINGLE_CUSTOMER;
      }
      double[] again = pValues.clone();
      again[position] = chance.pValue(rest);
      boolean stillStandsOut = BenjaminiHochberg.adjusted(again)[position] <= rules.rate();
      return stillStandsOut ? Scope.BROAD : Scope.SINGLE_CUSTOMER;
    }
  }

  private Verdict verdict(boolean isLarge, boolean isArtefact, double qValue) {
    if (!isLarge) {
      return Verdict.ORDINARY;
    }
    if (isArtefact) {
      return Verdict.ARTEFACT;
    }
    return qValue <= rules.rate() ? Verdict.SIGNIFICANT : Verdict.LARGE_BUT_NORMAL;
  }

  private static long largestOfOneCustomer(MovementDay day) {
    return day.inItsDirection().stream()
        .collect(
            Collectors.groupingBy(
                MovementDay.Change::customerId,
                Collectors.summingLong(MovementDay.Change::changeMinor)))
        .values()
        .stream()
        .reduce(SignificantDaysSearch::farther)
        .orElse(0L);
  }

  /** Returns why a large change is not caused by customers, if that is the case. */
  private Optional<String> artefact(MovementDay day) {
    long change = day.changeMinor();
    if (change > 0 && day.sumOf(Movement.OPENING) >= MOST_OF_IT * change) {
      return Optional.of(
          "opening: most of the MRR started before the data and becomes visible only now");
    }
    boolean isLoss = change < 0;
    if (isLoss && day.date().isAfter(rules.settledThrough())) {
      return Optional.of("end of the data: some of the churned customers may still renew");
    }
    boolean isShortMonthEnd =
        day.date().getDayOfMonth() == day.date().lengthOfMonth()
            && day.date().lengthOfMonth() < LONGEST_MONTH;
    return isLoss && isShortMonthEnd
        ? Optional.of(
            "month end: cycles anchored to several days end on the last day of a short month")
        : Optional.empty();
  }

  private static long farther(long one, long other) {
    return Math.abs(one) >= Math.abs(other) ? one : other;
  }

  private static long distance(MovementDay one, MovementDay other) {
    return Math.abs(ChronoUnit.DAYS.between(one.date(), other.date()));
  }
}
