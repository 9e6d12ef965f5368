package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.testing.Launcher;
import io.tidemark.testing.Launcher.Outcome;
import io.tidemark.testing.SmallExport;
import io.tidemark.testing.SparkCluster;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A run on a cluster of a master and two workers, submitted as a person would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterIT {
  private SmallExport export;
  private SparkCluster cluster;
  private Path events;
  private Path warehouse;
  private Outcome outcome;

  @BeforeAll
  void theExportIsRunOnTheCluster(@TempDir Path folder) throws IOException {
    export = SmallExport.get();
    cluster = SparkCluster.start(folder);
    events = Files.createDirectory(folder.resolve("events"));
    warehouse = folder.resolve("warehouse");
    List<String> words = new ArrayList<>(List.of("--master", cluster.address()));
    for (String setting :
        List.of(
            "spark.driver.host=127.0.0.1",
            "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "spark.eventLog.enabled=true",
            "spark.eventLog.compress=false",
            "spark.eventLog.rolling.enabled=false",
            "spark.eventLog.dir=" + events.toUri())) {
      words.addAll(List.of("--conf", setting));
    }
    words.addAll(List.of(SmallExport.arguments(warehouse.toString())));
    Launcher launcher = new Launcher(export.folder(), Map.of("SPARK_LOCAL_IP", "127.0.0.1"));
    outcome = launcher.run(words.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.talk()).isZero();
  }

  @AfterAll
  void theClusterEnds() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void everyTableIsWhatOneMachineMakesOfIt() throws IOException {
    Map<String, String> tables = SmallExport.tables(warehouse);

    assertThat(tables).hasSizeGreaterThan(10).containsOnlyKeys(export.tables().keySet());
    tables.forEach((name, csv) -> assertThat(csv).as(name).isEqualTo(export.tables().get(name)));
  }

  @Test
  void bothWorkersDidTasks() throws IOException {
    Set<String> busy = new TreeSet<>();
    try (Stream<Path> logs = Files.list(events)) {
      for (String line : Files.readAllLines(logs.findFirst().orElseThrow())) {
        JsonNode event = new ObjectMapper().readTree(line);
        if (event.path("Event").asText().equals("SparkListenerTaskEnd")) {
          busy.add(event.path("Task Info").path("Executor ID").asText());
        }
      }
    }

    assertThat(cluster.executors(1)).containsAnyElementsOf(busy);
    assertThat(cluster.executors(2)).containsAnyElementsOf(busy);
  }

  @Test
  void whatIsPublishedIsWholeAndSaidOnce() {
    assertThat(Verification.of(warehouse, PublishedRuns.of(warehouse).current().orElseThrow()))
        .isEmpty();
    assertThat(outcome.talk()).doesNotContain("WARN", "ERROR");
  }
}
