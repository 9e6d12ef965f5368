package io.tidemark.insights;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** A ratio of two columns: null where the denominator is not above zero, never 0 or infinity. */
final class Ratio {
  private Ratio() {}

  /** One column over another, as a double. */
  static Column of(String numerator, String denominator) {
    return of(col(numerator), col(denominator));
  }

  static Column of(Column numerator, Column denominator) {
    return when(denominator.gt(0), numerator.cast("double").divide(denominator.cast("double")));
  }
}
