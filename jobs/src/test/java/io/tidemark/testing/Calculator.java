package io.tidemark.testing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Works formulas out exactly: numbers, symbols, + - * /, brackets, abs, round, ceil, floor and
 * seconds.
 */
public final class Calculator {
  private final String formula;
  private final Map<String, BigFraction> symbols;
  private final int decimals;
  private int at;

  private Calculator(String formula, Map<String, BigFraction> symbols, int decimals) {
    this.formula = formula.replace(" ", "");
    this.symbols = symbols;
    this.decimals = decimals;
  }

  /**
   * The value of a formula.
   *
   * @param decimals that rounding leaves
   */
  public static BigFraction valueOf(
      String formula, Map<String, BigFraction> symbols, int decimals) {
    Calculator calculator = new Calculator(formula, symbols, decimals);
    BigFraction value = calculator.sum();
    if (calculator.at < calculator.formula.length()) {
      throw new IllegalArgumentException(formula + " is not understood at " + calculator.at);
    }
    return value;
  }

  /** A decimal as a fraction. */
  public static BigFraction exactly(BigDecimal number) {
    BigDecimal whole = number.setScale(Math.max(0, number.scale()));
    return BigFraction.of(whole.unscaledValue(), BigDecimal.TEN.pow(whole.scale()).toBigInteger());
  }

  private BigFraction sum() {
    BigFraction sum = product();
    while (true) {
      if (takes("+")) {
        sum = sum.add(product());
      } else if (takes("-")) {
        sum = sum.subtract(product());
      } else {
        return sum;
      }
    }
  }

  private BigFraction product() {
    BigFraction product = factor();
    while (true) {
      if (takes("*")) {
        product = product.multiply(factor());
      } else if (takes("/")) {
        product = product.divide(factor());
      } else {
        return product;
      }
    }
  }

  private BigFraction factor() {
    if (takes("seconds(")) {
      String[] times = formula.substring(at, formula.indexOf(')', at)).split(",");
      at = formula.indexOf(')', at) + 1;
      Duration length = Duration.between(Instant.parse(times[0]), Instant.parse(times[1]));
      return BigFraction.of(length.toSeconds());
    }
    if (takes("round(")) {
      BigDecimal rounded = closed(sum()).bigDecimalValue(decimals, RoundingMode.HALF_UP);
      return exactly(rounded);
    }
    if (takes("ceil(")) {
      return exactly(closed(sum()).bigDecimalValue(decimals, RoundingMode.CEILING));
    }
    if (takes("floor(")) {
      return exactly(closed(sum()).bigDecimalValue(decimals, RoundingMode.FLOOR));
    }
    if (takes("abs(")) {
      return closed(sum()).abs();
    }
    if (takes("(")) {
      return closed(sum());
    }
    int start = at;
    while (at < formula.length() && "+-*/()".indexOf(formula.charAt(at)) < 0) {
      at++;
    }
    String word = formula.substring(start, at);
    return symbols.containsKey(word) ? symbols.get(word) : exactly(new BigDecimal(word));
  }

  private BigFraction closed(BigFraction value) {
    if (!takes(")")) {
      throw new IllegalArgumentException(formula + " lacks a bracket at " + at);
    }
    return value;
  }

  private boolean takes(String token) {
    boolean isNext = formula.startsWith(token, at);
    at += isNext ? token.length() : 0;
    return isNext;
  }
}
