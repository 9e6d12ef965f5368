package io.tidemark.run;

import io.tidemark.config.FxSettings;
import io.tidemark.config.Policy;
import io.tidemark.mrr.DataWindow;
import io.tidemark.relational.RelationalRun;
import io.tidemark.report.Facts;
import io.tidemark.source.IngestLog;
import io.tidemark.source.IngestedFile;
import io.tidemark.source.profile.Profile;
import io.tidemark.source.rates.RateFile;
import io.tidemark.util.Json;
import io.tidemark.warehouse.Manifest;
import io.tidemark.warehouse.Runs;
import io.tidemark.warehouse.Runs.Run;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Describes a run for its manifest, its relational copy and its report. */
final class RunMetadata {
  private final RunRequest options;

  RunMetadata(RunRequest options) {
    this.options = options;
  }

  /** Returns every file that the figures are computed from. */
  static List<Manifest.Input> inputs(IngestLog ingestLog, RateFile rates) {
    List<Manifest.Input> inputs = new ArrayList<>();
    for (IngestedFile file : ingestLog.files()) {
      inputs.add(
          new Manifest.Input(
              file.file(), file.kind(), file.sha256(), file.sizeBytes(), file.records()));
    }
    inputs.add(
        new Manifest.Input(rates.name(), "rates", rates.sha256(), rates.sizeBytes(), rates.days()));
    return inputs;
  }

  /**
   * Returns the identity of a run: a hash of the files in their order, the settings and the code.
   * The order counts because later files have newer states.
   */
  String identity(List<Manifest.Input> inputs) {
    List<String> checksums =
        IntStream.range(0, inputs.size())
            .mapToObj(place -> place + " " + inputs.get(place).sha256())
            .toList();
    return Runs.identity(checksums, settings(), Version.build());
  }

  Manifest manifest(
      Run run,
      LocalDate asOf,
      List<Manifest.Input> inputs,
      SortedMap<String, Manifest.TableState> tables,
      List<Manifest.Check> checks,
      Map<String, Double> seconds,
      String relational,
      String sparkVersion) {
    Map<String, String> versions =
        Map.of(
            "tidemark", Version.text(),
            "build", Version.build(),
            "spark", sparkVersion,
            "java", Runtime.version().toString());
    return new Manifest(
        run.id(),
        run.identity(),
        run.startedAt(),
        run.startedAt(),
        asOf,
        versions,
        inputs,
        options.policy().texts(),
        tables,
        checks,
        seconds,
        relational,
        Map.of());
  }

  RelationalRun relational(Run run, DataWindow window) {
    return new RelationalRun(
        run.id(),
        run.startedAt(),
        window.from(),
        window.through(),
        window.asOf(),
        window.zone(),
        Version.text(),
        Json.write(options.policy().texts()));
  }

  Facts facts(Run run, DataWindow window, List<Manifest.Check> checks) {
    Policy policy = options.policy();
    return new Facts(
        run.identity(),
        Version.text(),
        window.asOf(),
        window.firstDay(),
        LocalDate.ofInstant(window.through(), window.zone()),
        window.zone().getId(),
        policy.get(FxSettings.REPORTING_CURRENCY),
        policy.texts(),
        checks.stream().map(Manifest.Check::name).toList());
  }

  private SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>(options.policy().texts());
    settings.put("source", Profile.text(options.source()));
    options.asOf().ifPresent(date -> settings.put("as_of", date.toString()));
    options.knownAt().ifPresent(time -> settings.put("known_at", time.toString()));
    return settings;
  }
}
