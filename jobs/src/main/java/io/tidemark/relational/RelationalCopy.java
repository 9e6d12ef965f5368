package io.tidemark.relational;

import io.tidemark.config.Policy;
import io.tidemark.config.RelationalSettings;
import io.tidemark.errors.DatabaseErrors;
import io.tidemark.errors.Errors;
import io.tidemark.util.Json;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.Manifest;
import io.tidemark.warehouse.PrivateFiles;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.RunPolicy;
import io.tidemark.warehouse.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Creates the relational copy of a published run from its exports, without a Spark session. */
public final class RelationalCopy {
  private RelationalCopy() {}

  /**
   * Creates the copy if there is none; otherwise does nothing.
   *
   * @param lock the lock of the warehouse
   * @param policy the {@code relational.*} settings are read, except the number of rows
   * @param password of the PostgreSQL user
   * @return the location of the copy
   * @throws io.tidemark.errors.UserError if the policy names no store, the server cannot be
   *     reached, or PostgreSQL would have to hold a run other than the current one
   */
  public static String make(Runs lock, Published run, Policy policy, Optional<String> password) {
    PublishedRuns runs = lock.published();
    Path folder = runs.folder(run);
    return switch (policy.get(RelationalSettings.STORE)) {
      case NONE -> throw DatabaseErrors.noStore(run.runId());
      case H2 -> {
        Path file = H2File.in(folder);
        if (!Files.exists(file)) {
          write(runs, run, policy, password);
        }
        yield file.toString();
      }
      case POSTGRESQL -> {
        if (!runs.current().equals(Optional.of(run))) {
          throw DatabaseErrors.holdsTheCurrentRun(run.runId());
        }
        PostgresAddress address = PostgresAddress.of(policy);
        if (RelationalFolder.readAddress(folder).equals(Optional.of(address))) {
          PostgresRun.hold(folder, run.runId(), password);
        } else {
          PostgresLoader.held(address, password);
          write(runs, run, policy, password);
        }
        yield address.name();
      }
    };
  }

  /** Writes to a folder that the next start removes, then moves the complete files. */
  private static void write(
      PublishedRuns runs, Published run, Policy policy, Optional<String> password) {
    Path folder = runs.folder(run);
    Path making = folder.resolveSibling(run.runId() + ".load");
    RelationalStore store = new RelationalStore(policy, password);
    try {
      PrivateFiles.createDeletable(making);
      store.write(making, row(runs, run), ExportReader.of(runs, run));
      store.load(making);
      PrivateFiles.createFolders(RelationalFolder.of(folder));
      for (Path made : files(RelationalFolder.of(making))) {
        PrivateFiles.force(made);
        Files.move(
            made,
            RelationalFolder.of(folder).resolve(made.getFileName()),
            StandardCopyOption.ATOMIC_MOVE);
      }
      PrivateFiles.delete(making);
    } catch (IOException failed) {
      throw Errors.unwritable(making, failed.toString());
    }
  }

  private static RelationalRun row(PublishedRuns runs, Published run) {
    Manifest manifest = runs.manifest(run);
    RunPolicy rules = RunPolicy.of(runs.folder(run), run.runId());
    return new RelationalRun(
        run.runId(),
        manifest.startedAt(),
        rules.dataFrom(),
        rules.dataThrough(),
        rules.asOf(),
        rules.zone(),
        manifest.versions().get("tidemark"),
        Json.write(manifest.policy()));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
