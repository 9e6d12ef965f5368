package io.tidemark.warehouse;

import io.tidemark.errors.UserError;
import io.tidemark.warehouse.Manifest.TableState;
import io.tidemark.warehouse.PublishedRuns.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Keeps the folders of a warehouse consistent with {@code CURRENT}. Published folders stay and the
 * current run is linked; every other folder with the marker file is removed. The caller holds the
 * lock of the warehouse.
 */
final class Housekeeping {
  private static final String LATEST = "latest";

  private Housekeeping() {}

  /** Completes a publication: marks folders to be kept and links the current run. */
  static void settle(Path warehouse) throws IOException {
    PublishedRuns published = PublishedRuns.of(warehouse);
    for (Published run : published.newestFirst()) {
      PrivateFiles.keep(published.folder(run));
    }
    if (published.current().isPresent()) {
      Published current = published.current().get();
      for (Path table : tables(warehouse)) {
        if (isPinned(table, published, current)) {
          PrivateFiles.keep(table);
        }
      }
      PrivateFiles.replaceLink(
          warehouse.resolve(LATEST), warehouse.relativize(published.folder(current)));
    }
  }

  /** Removes folders that no run published or that are no longer kept. */
  static void sweep(Path warehouse) throws IOException {
    settle(warehouse);
    for (Path folder : list(warehouse.resolve(Runs.RUNS))) {
      PrivateFiles.delete(folder);
    }
    for (Path table : tables(warehouse)) {
      PrivateFiles.delete(table);
    }
  }

  /**
   * Removes the commits after the last kept version that a crash left incomplete, and everything
   * that Delta derived from commits there. Delta cannot read a table whose last commit or
   * checkpoint is incomplete.
   */
  static void dropBroken(Path warehouse) throws IOException {
    if (TableLocation.of(warehouse).isRemote()) {
      return; // A file that a store acknowledged is complete.
    }
    PublishedRuns published = PublishedRuns.of(warehouse);
    SortedMap<String, Long> last = new TreeMap<>();
    try {
      for (Published run : published.newestFirst()) {
        published.manifest(run).pinned().forEach((table, at) -> last.merge(table, at, Math::max));
      }
    } catch (UserError damaged) {
      return;
    }
    for (String table : last.keySet()) {
      Path folder = warehouse.resolve(Warehouse.DELTA).resolve(table);
      new DeltaFolder(folder).dropBroken(last.get(table));
    }
  }

  /**
   * Returns whether the current run pins a table; true if the manifest cannot be read, so that
   * nothing is removed.
   */
  private static boolean isPinned(Path table, PublishedRuns published, Published current) {
    try {
      TableState state = published.manifest(current).tables().get(table.getFileName().toString());
      return state != null && state.deltaVersion() != null;
    } catch (UserError damaged) {
      return true;
    }
  }

  private static List<Path> tables(Path warehouse) throws IOException {
    return list(warehouse.resolve(Warehouse.DELTA)).stream()
        .filter(PrivateFiles::isMarked)
        .toList();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
