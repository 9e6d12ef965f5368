package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.Launcher;
import io.tidemark.testing.Launcher.Outcome;
import io.tidemark.testing.SmallExport;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Small files are worked on in one partition and held, large ones in many and read back. */
class PartitionsIT {
  /** They tell of the files themselves: how large they are, and of columns that none asks for. */
  private static final Set<String> OF_FILES = Set.of("source_files.csv", "data_quality.csv");

  @Test
  void oneAndManyMakeTheSameTables() throws IOException {
    SmallExport export = SmallExport.get();
    Launcher launcher = new Launcher(export.narrow(), Map.of());

    Outcome run = launcher.run(SmallExport.arguments("warehouse"));

    assertThat(run.exitCode()).as(run.talk()).isZero();
    Map<String, String> ofOne = figures(SmallExport.tables(export.narrow().resolve("warehouse")));
    Map<String, String> ofMany = figures(export.tables());
    assertThat(ofOne).hasSizeGreaterThan(10).containsOnlyKeys(ofMany.keySet());
    ofOne.forEach((name, csv) -> assertThat(csv).as(name).isEqualTo(ofMany.get(name)));
  }

  private static Map<String, String> figures(Map<String, String> tables) {
    Map<String, String> figures = new TreeMap<>(tables);
    figures.keySet().removeAll(OF_FILES);
    return figures;
  }
}
