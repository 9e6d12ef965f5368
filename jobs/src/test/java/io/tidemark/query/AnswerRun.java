package io.tidemark.query;

import io.tidemark.warehouse.Manifest;
import io.tidemark.warehouse.Manifest.Check;
import io.tidemark.warehouse.Manifest.Input;
import io.tidemark.warehouse.Manifest.TableState;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.Runs;
import io.tidemark.warehouse.Runs.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A run that publishes one answer, without Spark. */
public final class AnswerRun {
  public static final String IDENTITY =
      Runs.identity(List.of("aa", "bb"), new TreeMap<>(Map.of("history", "implied")), "1.0");

  private AnswerRun() {}

  public interface Happening {
    void happen(Run run) throws IOException;
  }

  /**
   * Publishes {@code answer.txt}.
   *
   * @param keptRuns how many of the last runs stay; 0: all
   */
  public static Published publish(Path warehouse, Instant start, String answer, int keptRuns) {
    return publish(warehouse, start, answer, keptRuns, run -> {});
  }

  /** The same, with something that happens before the last step. */
  public static Published publish(
      Path warehouse, Instant start, String answer, int keptRuns, Happening happening) {
    try (Runs runs = Runs.lock(warehouse)) {
      Run run = runs.start(start, IDENTITY);
      Files.writeString(run.folder().resolve("answer.txt"), answer);
      Files.writeString(Files.createDirectory(run.folder().resolve("deep")).resolve("er.txt"), "");
      happening.happen(run);
      return runs.publish(run, manifest(run), start.plusSeconds(5), keptRuns);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static Manifest manifest(Run run) {
    return new Manifest(
        run.id(),
        run.identity(),
        run.startedAt(),
        null,
        LocalDate.parse("2025-02-28"),
        Map.of("code", "1.0", "tidemark", "0.1.0"),
        List.of(new Input("invoices.csv", "invoices", "aa", 900, 12)),
        Map.of("history", "implied"),
        Map.of(
            "invoices",
            new TableState(12, 3L, Map.of()),
            "daily_mrr",
            new TableState(28, null, Map.of())),
        List.of(new Check("keys are unique", 0)),
        Map.of("read files", 0.5),
        "h2",
        Map.of());
  }
}
