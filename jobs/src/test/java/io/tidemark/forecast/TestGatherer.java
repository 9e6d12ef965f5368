package io.tidemark.forecast;

import io.tidemark.config.Policy;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.LayersAsKnown;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Gatherers of given past days, without exchange rates. */
final class TestGatherer {
  private TestGatherer() {}

  static Gatherer of(DataWindow window, LocalDate... pastDays) {
    List<LocalDate> days = List.of(pastDays);
    LayersAsKnown known = new LayersAsKnown(Policy.defaults(), window, days);
    Forecast.Conversion none = new Forecast.Conversion("EUR", Map.of());
    return new Gatherer(window, known, days, 90, none);
  }
}
