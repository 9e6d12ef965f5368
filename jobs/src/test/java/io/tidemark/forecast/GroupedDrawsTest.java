package io.tidemark.forecast;

import static io.tidemark.forecast.Simulation.Assumption.AS_BEFORE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Futures drawn by group against the same futures drawn line by line. */
class GroupedDrawsTest {
  private static final LocalDate ORIGIN = LocalDate.parse("2025-03-15");
  private static final LocalDate FROM = ORIGIN.minusDays(69);
  private static final BillingFrequency MONTHLY = new BillingFrequency(1, 0);
  private static final int PATHS = 2_000;
  private static final int[] DAYS = {20, 60, 90};

  /**
   * Lines of 8.00 to 20.00 a month, and a fifth of them of 640.00 to 1,600.00. One in twelve is
   * lost at each renewal and one in ten changes its price, small ones up to twenty times, large
   * ones down to a twentieth, and draw from the other ratios then. One begins every second day.
   */
  @ParameterizedTest(name = "{0} lines")
  @ValueSource(ints = {1, 12, 150, 3_000})
  @DisplayName("Quantiles, mean and spread are those of lines drawn alone")
  void asLineByLine(int lines) {
    Renewals known = PlainSnapshots.empty(FROM, ORIGIN).renewals();
    List<ForecastLine> alone = lines(lines);
    alone.forEach(known::add);
    double[] small = ratios(known, 1_000, 1, 1.9);
    double[] large = ratios(known, 100_000, 0.04, 0.1);
    known.add(new Renewals.Due(IntervalClass.MONTH, 0, Renewals.size(1_000), 0), 35);
    int[] begun = new int[70];
    double[] newcomers = newcomers(known, begun);
    LineByLine literal =
        new LineByLine(
            alone, RenewalRates.of(known.cycles()), small, large, newcomers, begun, ORIGIN);
    Simulation.Scope scope = new Simulation.Scope(90, PATHS, new double[] {0.7, 0.8, 0.9}, 1);
    SimulatedPaths grouped = Simulation.of(known, "EUR", FROM, ORIGIN, scope, AS_BEFORE);

    for (int day : DAYS) {
      double[] drawn = grouped.levels(Outlook.BASE, day);
      double[] expected = literal.levels(day, PATHS);
      double deviation = Math.sqrt(StatUtils.variance(expected));

      assertThat(StatUtils.mean(drawn) - StatUtils.mean(expected))
          .as("mean, %d days", day)
          .isBetween(-0.1 * deviation, 0.1 * deviation);
      assertThat(Math.sqrt(StatUtils.variance(drawn)) / deviation)
          .as("spread, %d days", day)
          .isBetween(0.93, 1.07);
      assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovStatistic(drawn, expected))
          .as("largest distance of quantiles, %d days, at 0.1 %%", day)
          .isLessThan(1.95 * Math.sqrt(2.0 / PATHS));
    }
  }

  /** Prices of all classes, so that groups hold unequal ones, due on two days. */
  private static List<ForecastLine> lines(int number) {
    List<ForecastLine> lines = new ArrayList<>();
    for (int line = 0; line < number; line++) {
      long price = (800 + 1_200L * (line * 37 % 100) / 100) * (line % 5 == 4 ? 80 : 1);
      LocalDate end = ORIGIN.plusDays(line % 2 == 0 ? 5 : 17);
      lines.add(new ForecastLine("s" + line, "c" + line, "EUR", MONTHLY, price, end, 1 + line % 6));
    }
    return lines;
  }

  /** 180 at the old price; the others at 20 ratios from one on by equal steps. */
  private static double[] ratios(Renewals known, long priceMinor, double from, double step) {
    double[] ratios = new double[200];
    Arrays.fill(ratios, 1);
    for (int changed = 0; changed < 20; changed++) {
      ratios[changed] = Math.round(100 * (from + step * (changed % 11))) / 100.0;
    }
    for (int cycle = 0; cycle < ratios.length; cycle++) {
      int band = cycle % Renewals.BANDS;
      int size = Renewals.size(priceMinor);
      known.add(new Renewals.Due(IntervalClass.MONTH, band, size, ratios[cycle]));
    }
    return ratios;
  }

  private static double[] newcomers(Renewals known, int[] begun) {
    double[] newcomers = new double[begun.length / 2];
    for (int each = 0; each < newcomers.length; each++) {
      int daysAgo = 2 * each;
      long price = 900 + 41L * (each % 20);
      newcomers[each] = price;
      begun[begun.length - 1 - daysAgo]++;
      known.add(new Renewals.Arrival(ORIGIN.minusDays(daysAgo), "EUR", MONTHLY, price));
    }
    return newcomers;
  }
}
