package io.tidemark.outputs;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.outputs.Manifest.FileState;
import io.tidemark.outputs.Manifest.TableState;
import io.tidemark.outputs.PublishedRuns.Published;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Holds a published run against its manifest, byte by byte, without Spark. */
public final class Verification {
  private final Path warehouse;
  private final List<String> problems = new ArrayList<>();

  private Verification(Path warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * What is not as it was published, one line each; empty where all is.
   *
   * @throws io.tidemark.errors.UserError where the manifest itself is not the one published
   */
  public static List<String> of(Path warehouse, Published run) {
    PublishedRuns runs = PublishedRuns.of(warehouse);
    Manifest manifest = runs.manifest(run);
    Verification verification = new Verification(warehouse);
    manifest.files().forEach((name, state) -> verification.file(runs.folder(run), name, state));
    verification.strangers(runs.folder(run), manifest);
    manifest.tables().forEach(verification::table);
    return List.copyOf(verification.problems);
  }

  private void file(Path folder, String name, FileState published) {
    Path file = folder.resolve(name);
    try {
      if (Files.size(file) != published.bytes()) {
        problems.add(name + ": " + Files.size(file) + " bytes instead of " + published.bytes());
      } else if (!Checksums.sha256(file).equals(published.sha256())) {
        problems.add(name + ": another content");
      }
    } catch (NoSuchFileException missing) {
      problems.add(name + ": missing");
    } catch (IOException unreadable) {
      problems.add(name + ": cannot be read: " + unreadable.getMessage());
    }
  }

  private void strangers(Path folder, Manifest manifest) {
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .map(path -> folder.relativize(path).toString())
          .filter(name -> !name.equals(PublishedRuns.MANIFEST))
          .filter(name -> !manifest.files().containsKey(name))
          .sorted()
          .forEach(name -> problems.add(name + ": not part of the run"));
    } catch (IOException unreadable) {
      problems.add(folder + ": cannot be read: " + unreadable.getMessage());
    }
  }

  /** The commit that a Delta table is pinned to, and the files it added. */
  private void table(String name, TableState state) {
    if (state.deltaVersion() == null) {
      return;
    }
    Path table = warehouse.resolve(Warehouse.DELTA).resolve(name);
    String commit = "_delta_log/%020d.json".formatted(state.deltaVersion());
    String place = "delta/" + name + "/";
    try {
      List<String> actions = Files.readAllLines(table.resolve(commit));
      if (actions.isEmpty()) {
        problems.add(place + commit + ": empty");
      }
      for (String action : actions) {
        JsonNode added = Json.tree(action).path("add");
        if (!added.isMissingNode()) {
          added(table, place, added);
        }
      }
    } catch (NoSuchFileException missing) {
      problems.add(place + commit + ": missing");
    } catch (IOException unreadable) {
      problems.add(place + commit + ": cannot be read");
    }
  }

  private void added(Path table, String place, JsonNode added) throws IOException {
    String path = URI.create(added.path("path").asText()).getPath();
    Path file = table.resolve(path);
    if (!Files.exists(file)) {
      problems.add(place + path + ": missing");
    } else if (Files.size(file) != added.path("size").asLong()) {
      problems.add(
          place + path + ": " + Files.size(file) + " bytes instead of " + added.path("size"));
    }
  }
}
