package io.tidemark.insights;

import io.tidemark.tables.Currencies;
import java.util.List;

/** Bands of MRR, in whole units of the currency. */
final class MrrBands {
  private static final long[] LIMITS = {25, 50, 100, 250, 1000};
  private static final List<String> NAMES =
      List.of("under_25", "25_to_50", "50_to_100", "100_to_250", "250_to_1000", "1000_and_more");

  private final long unitMinor;

  private MrrBands(long unitMinor) {
    this.unitMinor = unitMinor;
  }

  /** Returns the bands of a currency. */
  static MrrBands in(String currency) {
    long unitMinor = 1;
    for (int decimal = 0; decimal < Currencies.decimals(currency); decimal++) {
      unitMinor *= 10;
    }
    return new MrrBands(unitMinor);
  }

  /**
   * Returns the band of an amount.
   *
   * @param minor minor units
   */
  String of(long minor) {
    int band = 0;
    while (band < LIMITS.length && minor >= LIMITS[band] * unitMinor) {
      band++;
    }
    return NAMES.get(band);
  }
}
