package io.tidemark.mrr.engine;

import io.tidemark.tables.Currencies;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;

/** Writes a calculation down, each number from numbers above it. */
final class CalculationSteps {
  private static final String MONTHS = "months";
  private static final String SECONDS = "s";
  private static final String DAYS = "days";

  private static final Pattern SYMBOL = Pattern.compile("[a-z][a-z0-9_]*");

  /** Decimals up to which a number is shown whole; beyond, it is cut to its first digits. */
  private static final int WHOLE_TO = 6;

  private static final int FIRST_DIGITS = 12;

  private final String currency;
  private final Map<String, CalculationStep> steps = new HashMap<>();
  private final List<CalculationStep> inOrder = new ArrayList<>();

  CalculationSteps(String currency) {
    this.currency = currency;
  }

  List<CalculationStep> inOrder() {
    return inOrder;
  }

  /** An amount in minor units that stands elsewhere. */
  void amount(String symbol, long minor, String remark) {
    amount(symbol, null, BigFraction.of(minor), remark);
  }

  /** An amount in minor units from those above. */
  void amount(String symbol, String formula, BigFraction minor, String remark) {
    number(symbol, formula, minor.divide(minorUnits()), currency, remark);
  }

  /** What slices come to, each an amount that stands elsewhere. */
  void sum(String symbol, List<LayerDraft> slices, String remark) {
    if (slices.size() == 1) {
      amount(symbol, slices.get(0).mrrMinor, remark + ": " + Wording.layer(slices.get(0)));
      return;
    }
    List<String> terms = new ArrayList<>();
    for (LayerDraft slice : slices) {
      terms.add(symbol + "_" + (terms.size() + 1));
      amount(terms.get(terms.size() - 1), slice.mrrMinor, Wording.layer(slice));
    }
    String formula = terms.isEmpty() ? null : String.join(" + ", terms);
    amount(symbol, formula, BigFraction.of(MinorUnits.sum(slices)), remark);
  }

  private void number(
      String symbol, String formula, BigFraction exact, String unit, String remark) {
    if (steps.containsKey(symbol)) {
      throw new IllegalStateException(symbol + " twice in one calculation");
    }
    int least = unit.equals(currency) ? Currencies.decimals(currency) : 0;
    BigDecimal value = decimals(exact, least);
    boolean isExact = of(value).compareTo(exact) == 0;
    String number = String.format(Locale.ROOT, "%,." + value.scale() + "f", value);
    boolean isOneMonth = unit.equals(MONTHS) && number.equals("1");
    String shown = number + (isExact ? " " : "... ") + (isOneMonth ? "month" : unit);
    CalculationStep step =
        new CalculationStep(symbol, formula, numbers(formula), value, isExact, unit, shown, remark);
    steps.put(symbol, step);
    inOrder.add(step);
  }

  /** The seconds of a period. */
  void seconds(String symbol, Instant start, Instant end, String remark) {
    BigFraction value = BigFraction.of(BillingMonths.seconds(start, end));
    number(symbol, "seconds(" + start + ", " + end + ")", value, SECONDS, remark);
  }

  /** The months of a period, as the subscription counts them. */
  void months(String symbol, BillingMonths months, Instant start, Instant end) {
    MonthCount length = months.measure(start, end);
    String period = Wording.period(start, end);
    if (length.yearDays() > 0) {
      String year = length.yearDays() == 365 ? "365 days" : "52 weeks";
      BigFraction days = BigFraction.of(length.seconds(), MonthCount.SECONDS_A_DAY);
      number(symbol + "_in_days", null, days, DAYS, period);
      String formula = symbol + "_in_days * 12 / " + length.yearDays();
      number(symbol, formula, length.months(), MONTHS, "12 months in " + year);
    } else if (length.seconds() == 0) {
      number(symbol, null, length.months(), MONTHS, "calendar months, " + period);
    } else {
      Instant lower = BillingMonths.plusMonths(start, length.wholeMonths());
      Instant upper = BillingMonths.plusMonths(start, length.wholeMonths() + 1);
      String left = "the rest after whole months of " + period;
      seconds(symbol + "_rest", lower, end, left);
      seconds(
          symbol + "_rest_of",
          lower,
          upper,
          "the month that contains it, to " + Wording.time(upper));
      String formula = length.wholeMonths() + " + " + symbol + "_rest / " + symbol + "_rest_of";
      number(symbol, formula, length.months(), MONTHS, "whole months plus the rest");
    }
  }

  /** The part of a cycle that {@code [from, to)} is, counted by the second over the whole cycle. */
  void part(
      String symbol, String prefix, BillingMonths months, Cycle cycle, Instant from, Instant to) {
    String cycleMonths = prefix + "cycle_months";
    String cycleSeconds = prefix + "cycle_seconds";
    String seconds = prefix + "seconds";
    months(cycleMonths, months, cycle.start(), cycle.end());
    seconds(cycleSeconds, cycle.start(), cycle.end(), "the full cycle");
    seconds(seconds, from, to, Wording.period(from, to));
    String formula = String.join(" ", cycleMonths, "*", seconds, "/", cycleSeconds);
    number(symbol, formula, cycle.part(from, to), MONTHS, "of the cycle");
  }

  /** The price of a month: {@code symbol} rounded to the minor unit. */
  void rounded(String symbol, long minor, String remark) {
    boolean isWhole = steps.get(symbol).isExact() && isOneOf(steps.get(symbol), minor);
    String unit = smallest().toPlainString() + " " + currency;
    String rounding = "to the nearest " + unit + (isWhole ? ": no rounding" : "");
    amount("mrr", "round(" + symbol + ")", BigFraction.of(minor), remark + rounding);
  }

  /** One minor unit, in major ones. */
  BigDecimal smallest() {
    return BigDecimal.ONE.movePointLeft(Currencies.decimals(currency));
  }

  /** Half a minor unit to take off a least amount, or to add to a most. */
  String half(boolean isLeast) {
    BigDecimal half = smallest().divide(BigDecimal.valueOf(2));
    return (isLeast ? " - " : " + ") + half.toPlainString();
  }

  /** A whole minor unit to take off a least amount, or to add to a most. */
  String one(boolean isLeast) {
    return (isLeast ? " - " : " + ") + smallest().toPlainString();
  }

  private boolean isOneOf(CalculationStep step, long minor) {
    return step.value().compareTo(smallest().multiply(BigDecimal.valueOf(minor))) == 0;
  }

  private BigFraction minorUnits() {
    return BigFraction.of(BigInteger.TEN.pow(Currencies.decimals(currency)));
  }

  /** All of it where that is short, else its first digits, cut off. */
  private static BigDecimal decimals(BigFraction exact, int least) {
    BigDecimal number = new BigDecimal(exact.getNumerator());
    BigDecimal divisor = new BigDecimal(exact.getDenominator());
    BigDecimal whole = number.divide(divisor, WHOLE_TO, RoundingMode.DOWN);
    BigDecimal value = whole;
    if (of(whole).compareTo(exact) != 0) {
      int digits = Math.max(FIRST_DIGITS, whole.precision());
      value = number.divide(divisor, new MathContext(digits, RoundingMode.DOWN));
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < least ? stripped.setScale(least) : stripped;
  }

  private static BigFraction of(BigDecimal value) {
    return BigFraction.of(
        value.movePointRight(Math.max(0, value.scale())).toBigIntegerExact(),
        BigInteger.TEN.pow(Math.max(0, value.scale())));
  }

  /** The formula with the numbers in place of the symbols; null where there is nothing to put. */
  private String numbers(String formula) {
    if (formula == null || formula.startsWith("seconds(")) {
      return null;
    }
    if (steps.containsKey(formula)) {
      return formula.replace('_', ' ');
    }
    return SYMBOL
        .matcher(formula.replace(" * ", " x "))
        .replaceAll(
            found -> {
              CalculationStep step = steps.get(found.group());
              return step == null ? found.group() : Matcher.quoteReplacement(withUnit(step));
            });
  }

  /** Amounts are all of one currency, which the result names. */
  private String withUnit(CalculationStep step) {
    boolean isAmount = step.unit().equals(currency);
    String number = isAmount ? step.shown().replace(" " + currency, "") : step.shown();
    return step.value().signum() < 0 ? "(" + number + ")" : number;
  }
}
