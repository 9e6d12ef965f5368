package io.tidemark.cli;

import io.tidemark.config.FxSettings;
import io.tidemark.config.Policy;
import io.tidemark.config.PolicyFile;
import io.tidemark.config.StatisticsSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The policy options of a command. */
final class PolicyOptions {
  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "YAML file with the settings that differ from conf/tidemark.yaml.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "Override one setting; repeatable.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--rates",
      paramLabel = "FILE",
      description = "Exchange rates in the format of the ECB's eurofxref-hist.csv; sets fx.rates.")
  private String rates;

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      description = "Forecast horizon; sets forecast.horizon_days.")
  private String horizon;

  Policy policy() {
    Map<String, String> all = new LinkedHashMap<>(settings);
    if (rates != null) {
      all.put(FxSettings.RATES.key(), rates);
    }
    if (horizon != null) {
      all.put(StatisticsSettings.FORECAST_HORIZON_DAYS.key(), horizon);
    }
    return PolicyFile.load(Optional.ofNullable(file), all);
  }
}
