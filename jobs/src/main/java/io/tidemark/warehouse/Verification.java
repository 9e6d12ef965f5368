package io.tidemark.warehouse;

import io.tidemark.warehouse.Manifest.FileState;
import io.tidemark.warehouse.Manifest.TableState;
import io.tidemark.warehouse.PublishedRuns.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compares a published run with its manifest, byte by byte, without Spark. */
public final class Verification {
  private final TableLocation tables;
  private final List<String> problems = new ArrayList<>();

  private Verification(TableLocation tables) {
    this.tables = tables;
  }

  /**
   * Returns the differences from the published state, one line each; empty if there are none.
   *
   * @throws io.tidemark.errors.UserError if the manifest itself is not the one that was published
   */
  public static List<String> of(Path warehouse, Published run) {
    PublishedRuns runs = PublishedRuns.of(warehouse);
    Manifest manifest = runs.manifest(run);
    Path folder = runs.folder(run);
    Verification verification = new Verification(TableLocation.of(warehouse));
    FileStore files = new LocalFileStore(folder);
    manifest.files().forEach((name, state) -> verification.file(files, "", name, state));
    verification.strangers(folder, manifest);
    manifest.tables().forEach(verification::table);
    return List.copyOf(verification.problems);
  }

  private void file(FileStore tree, String place, String relative, FileState published) {
    String name = place + relative;
    try {
      long bytes = tree.size(relative);
      if (bytes != published.bytes()) {
        problems.add(name + ": " + bytes + " bytes instead of " + published.bytes());
      } else if (!tree.state(relative).equals(published)) {
        problems.add(name + ": content differs");
      }
    } catch (NoSuchFileException missing) {
      problems.add(name + ": missing");
    } catch (IOException unreadable) {
      problems.add(name + ": cannot be read: " + unreadable.getMessage());
    }
  }

  /**
   * Reports files that the manifest does not list. A relational copy made after the publication is
   * allowed.
   */
  private void strangers(Path folder, Manifest manifest) {
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .filter(path -> !PrivateFiles.isMarker(path))
          .map(path -> folder.relativize(path).toString())
          .filter(name -> !name.equals(PublishedRuns.MANIFEST))
          .filter(name -> !name.startsWith(PublishedRuns.RELATIONAL + "/"))
          .filter(name -> !manifest.files().containsKey(name))
          .sorted()
          .forEach(name -> problems.add(name + ": not a file of the run"));
    } catch (IOException unreadable) {
      problems.add(folder + ": cannot be read: " + unreadable.getMessage());
    }
  }

  /** Compares every file that the pinned version of a Delta table is read from. */
  private void table(String name, TableState state) {
    if (!state.files().isEmpty()) {
      FileStore table = tables.files(name);
      String place = (tables.isRemote() ? tables.table(name) : Warehouse.DELTA + "/" + name) + "/";
      state.files().forEach((file, published) -> file(table, place, file, published));
    }
  }
}
