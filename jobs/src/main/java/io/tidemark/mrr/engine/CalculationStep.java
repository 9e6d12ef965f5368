package io.tidemark.mrr.engine;

import java.math.BigDecimal;

/**
 * One number of a calculation.
 *
 * @param symbol name of the number in later formulas: letters, digits and underscores
 * @param formula in terms of earlier symbols, or {@code seconds(start, end)} of two times; null if
 *     the number is an input
 * @param numbers the formula with numbers in place of symbols, for display; null if the number is
 *     an input
 * @param value the number; amounts in major units
 * @param isExact whether {@code value} is exact; otherwise its digits are truncated
 * @param unit months, s, days or a currency
 * @param shown the value for display, with its unit, and an ellipsis if digits are truncated
 * @param remark where the number comes from or what it means; may be empty
 */
public record CalculationStep(
    String symbol,
    String formula,
    String numbers,
    BigDecimal value,
    boolean isExact,
    String unit,
    String shown,
    String remark) {}
