package io.tidemark.forecast;

import io.tidemark.config.Policy;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.LayerSnapshots;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Gatherers of given past days, without exchange rates. */
final class TestGatherer {
  private TestGatherer() {}

  static HistoryCollector of(DataWindow window, LocalDate... pastDays) {
    List<LocalDate> days = List.of(pastDays);
    LayerSnapshots known = new LayerSnapshots(Policy.defaults(), window, days);
    Forecast.Conversion none = new Forecast.Conversion("EUR", Map.of());
    return new HistoryCollector(window, known, days, 90, none);
  }
}
