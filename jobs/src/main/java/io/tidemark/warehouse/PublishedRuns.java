package io.tidemark.warehouse;

import io.tidemark.errors.Errors;
import io.tidemark.util.Checksums;
import io.tidemark.util.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The published runs of a warehouse, read from {@code CURRENT}. That file is replaced by one
 * rename, so that a reader sees a whole publication or none of it.
 */
public final class PublishedRuns {
  public static final String CURRENT = "CURRENT";
  static final String MANIFEST = "manifest.json";

  /** The folder of a run that holds its relational copy. */
  public static final String RELATIONAL = "relational";

  /**
   * A run id is the name of a folder, so a separator or a leading dot in a file is never accepted.
   */
  private static final Pattern RUN_ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z-]*");

  private final Path warehouse;
  private final State state;

  /**
   * A published run.
   *
   * @param manifestSha256 the checksum of its manifest, which contains those of all other files
   */
  public record Published(String runId, String manifestSha256) {}

  /**
   * The content of {@code CURRENT}: the run that readers see, and all published runs, oldest first.
   *
   * @param checksum of the other fields
   */
  public record State(
      String runId, String manifestSha256, List<Published> published, String checksum) {
    public State(String runId, String manifestSha256, List<Published> published) {
      this(runId, manifestSha256, published, checksum(runId, manifestSha256, published));
    }

    private boolean isConsistent() {
      return published != null
          && checksum(runId, manifestSha256, published).equals(checksum)
          && published.contains(new Published(runId, manifestSha256))
          && published.stream().allMatch(run -> RUN_ID.matcher(run.runId()).matches());
    }

    private static String checksum(String runId, String manifestSha256, List<Published> published) {
      List<String> texts = new ArrayList<>(List.of("" + runId, "" + manifestSha256));
      for (Published run : published) {
        texts.add("" + run.runId());
        texts.add("" + run.manifestSha256());
      }
      return Checksums.sha256(texts);
    }
  }

  private PublishedRuns(Path warehouse, State state) {
    this.warehouse = warehouse;
    this.state = state;
  }

  /**
   * Returns the published runs of a warehouse at this moment; none if nothing was published yet.
   *
   * @throws io.tidemark.errors.UserError if {@code CURRENT} cannot be read
   */
  public static PublishedRuns of(Path warehouse) {
    Path current = warehouse.resolve(CURRENT);
    try {
      State state = Json.read(Files.readAllBytes(current), State.class);
      if (!state.isConsistent()) {
        throw new IOException("the current run is not in the list of runs");
      }
      return new PublishedRuns(warehouse, state);
    } catch (NoSuchFileException nothingYet) {
      return new PublishedRuns(warehouse, new State(null, null, List.of()));
    } catch (IOException damaged) {
      throw Errors.warehouseDamaged(current, "The file differs from what a run wrote.");
    }
  }

  /**
   * Runs a query on the published runs. If it fails and {@code CURRENT} has changed since, runs it
   * once more on the new state, because the run that it read may have been retired.
   *
   * @param question the query; it changes nothing
   * @throws io.tidemark.errors.UserError the error of the query, or if {@code CURRENT} cannot be
   *     read
   */
  public static <T> T ask(Path warehouse, Function<PublishedRuns, T> question) {
    PublishedRuns runs = of(warehouse);
    try {
      return question.apply(runs);
    } catch (RuntimeException failed) {
      PublishedRuns since = of(warehouse);
      if (since.state.equals(runs.state)) {
        throw failed;
      }
      return question.apply(since);
    }
  }

  /** Returns the run that readers see. */
  public Optional<Published> current() {
    return state.published().stream().filter(run -> run.runId().equals(state.runId())).findFirst();
  }

  /** Returns all published runs, newest first. */
  public List<Published> newestFirst() {
    List<Published> runs = new ArrayList<>(state.published());
    Collections.reverse(runs);
    return runs;
  }

  /**
   * Returns the run whose id starts with a text, if exactly one does.
   *
   * @throws io.tidemark.errors.UserError if there is none, or more than one
   */
  public Published find(String runId) {
    List<Published> found =
        state.published().stream().filter(run -> run.runId().startsWith(runId)).toList();
    if (found.size() != 1) {
      throw Errors.runUnknown(runId, found.size(), warehouse);
    }
    return found.get(0);
  }

  /** Returns the folder of a run. */
  public Path folder(Published run) {
    return warehouse.resolve(Runs.RUNS).resolve(run.runId());
  }

  /**
   * Returns the manifest of a run.
   *
   * @throws io.tidemark.errors.UserError if it is not the one that was published
   */
  public Manifest manifest(Published run) {
    Path file = folder(run).resolve(MANIFEST);
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (Checksums.sha256(bytes).equals(run.manifestSha256())) {
        return Json.read(bytes, Manifest.class);
      }
    } catch (IOException damaged) {
      throw Errors.warehouseDamaged(file, "It cannot be read: " + damaged.getMessage());
    }
    throw Errors.warehouseDamaged(file, "Its checksum differs from the published checksum.");
  }

  State state() {
    return state;
  }
}
