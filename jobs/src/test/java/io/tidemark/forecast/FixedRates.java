package io.tidemark.forecast;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Exchange rates that never change. */
final class FixedRates {
  private FixedRates() {}

  static Forecast.Conversion of(String reporting, Map<String, Double> factors) {
    Map<String, NavigableMap<LocalDate, Double>> always = new HashMap<>();
    factors.forEach(
        (currency, factor) -> always.put(currency, new TreeMap<>(Map.of(LocalDate.MIN, factor))));
    return new Forecast.Conversion(reporting, always);
  }
}
