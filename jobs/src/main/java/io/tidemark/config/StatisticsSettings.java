package io.tidemark.config;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Declares the settings of significant days and of the forecast. */
public final class StatisticsSettings {
  private StatisticsSettings() {}

  public static final Setting<BigDecimal> SIGNIFICANCE_RATE =
      new Setting<>(
          "significance.false_discovery_rate",
          "0.10",
          "a share from 0 to 1",
          Settings::share,
          "Expected share of false alarms among significant days.");

  public static final Setting<BigDecimal> SIGNIFICANCE_FLOOR_SHARE =
      new Setting<>(
          "significance.floor_share",
          "0.005",
          "a share from 0 to 1",
          Settings::share,
          "Changes below this share of MRR are never significant.");

  public static final Setting<BigDecimal> SIGNIFICANCE_FLOOR =
      new Setting<>(
          "significance.floor",
          "0",
          "an amount from 0 to 1000000000",
          text -> within(text, BigDecimal.ZERO, BigDecimal.valueOf(1_000_000_000)),
          "Changes below this amount, in major units of the currency, are never significant.");

  public static final Setting<Integer> FORECAST_HORIZON_DAYS =
      new Setting<>(
          "forecast.horizon_days",
          "90",
          "a whole number of days from 1 to 1095",
          text -> atLeast(1, Settings.wholeNumber(text, 1095)),
          "Forecast horizon in days: daily values up to 90 days, month ends after that.");

  public static final Setting<Integer> FORECAST_PATHS =
      new Setting<>(
          "forecast.paths",
          "2000",
          "a whole number from 200 to 100000",
          text -> atLeast(200, Settings.wholeNumber(text, 100_000)),
          "Number of simulated paths.");

  public static final Setting<List<Double>> FORECAST_UNSEEN_RENEWAL =
      new Setting<>(
          "forecast.unseen_renewal",
          "0.7, 0.8, 0.9",
          "three increasing shares from 0 to 1",
          StatisticsSettings::scenarios,
          "Renewal rates of billing intervals without a due renewal in the data. Each is a"
              + " scenario; the forecast uses the second.");

  public static final Setting<Long> FORECAST_SEED =
      new Setting<>(
          "forecast.seed",
          "1",
          "a whole number",
          Long::parseLong,
          "Random seed of the simulation.");

  /** Returns all settings, in the order of the policy file. */
  public static List<Setting<?>> all() {
    return List.of(
        SIGNIFICANCE_RATE,
        SIGNIFICANCE_FLOOR_SHARE,
        SIGNIFICANCE_FLOOR,
        FORECAST_HORIZON_DAYS,
        FORECAST_PATHS,
        FORECAST_UNSEEN_RENEWAL,
        FORECAST_SEED);
  }

  private static List<Double> scenarios(String text) {
    Function<String, Double> share = part -> Settings.share(part.trim()).doubleValue();
    List<Double> shares = Arrays.stream(text.split(",", -1)).map(share).toList();
    if (shares.size() != 3 || !shares.equals(shares.stream().sorted().toList())) {
      throw new IllegalArgumentException(text);
    }
    return shares;
  }

  private static BigDecimal within(String text, BigDecimal least, BigDecimal most) {
    BigDecimal value = new BigDecimal(text);
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private static int atLeast(int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(Integer.toString(value));
    }
    return value;
  }
}
