package io.tidemark.mrr.engine;

import java.math.BigDecimal;

/**
 * One number of a calculation.
 *
 * @param symbol what formulas below call it: letters, digits and underscores
 * @param formula from the symbols above it, or {@code seconds(start, end)} of two times; null where
 *     the number is given
 * @param numbers the formula with the numbers put in, for people; null where the number is given
 * @param value the number; amounts in major units
 * @param isExact whether {@code value} is all of it; else its digits are cut off
 * @param unit months, s, days or a currency
 * @param shown the value for people, with its unit, and three points where digits are cut off
 * @param remark where it comes from or what it means; may be empty
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
