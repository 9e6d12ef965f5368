package io.tidemark.warehouse;

import io.tidemark.errors.Errors;
import io.tidemark.util.Checksums;
import io.tidemark.util.Json;
import io.tidemark.warehouse.Manifest.FileState;
import io.tidemark.warehouse.Manifest.TableState;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.PublishedRuns.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Writes the runs of a warehouse. One process at a time holds its lock. {@link #publish} publishes
 * a run as a whole; the next writer removes anything that was not published.
 */
public final class Runs implements AutoCloseable {
  static final String RUNS = "runs";
  private static final int IDENTITY_DIGITS = 8;
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path warehouse;
  private final FileChannel channel;
  private boolean hasRetired;

  /**
   * A run that is in progress.
   *
   * @param folder the folder it writes to
   */
  public record Run(String id, String identity, Instant startedAt, Path folder) {}

  private Runs(Path warehouse, FileChannel channel) {
    this.warehouse = warehouse;
    this.channel = channel;
  }

  /**
   * Acquires the lock of a warehouse, creates missing folders and removes whatever no run
   * published.
   *
   * @throws io.tidemark.errors.UserError if another process holds the lock, or the warehouse cannot
   *     be written
   */
  public static Runs lock(Path warehouse) {
    try {
      PrivateFiles.createFolders(warehouse.resolve(RUNS));
      PrivateFiles.createFolders(warehouse.resolve(Warehouse.DELTA));
      Runs runs = new Runs(warehouse, locked(warehouse.resolve(".lock")));
      try {
        Housekeeping.sweep(warehouse);
        Housekeeping.dropBroken(warehouse);
      } catch (IOException | RuntimeException failed) {
        runs.close();
        throw failed;
      }
      return runs;
    } catch (IOException failed) {
      throw Errors.unwritable(warehouse, failed.toString());
    }
  }

  /**
   * Returns the identity of a run: a hash that is equal for runs whose figures must be equal.
   *
   * @param inputs checksums of the input files, in any order
   * @param settings the policy and everything else that determines a figure, by name
   */
  public static String identity(
      List<String> inputs, SortedMap<String, String> settings, String codeVersion) {
    List<String> parts = new ArrayList<>(inputs.stream().sorted().toList());
    parts.add("settings");
    settings.forEach(
        (key, value) -> {
          parts.add(key);
          parts.add(value);
        });
    parts.add(codeVersion);
    return Checksums.sha256(parts);
  }

  /**
   * Starts a run in a new folder. The folder is named after the second; if a run with that name
   * exists, the next free second is used.
   */
  public Run start(Instant startedAt, String identity) {
    String suffix = "-" + identity.substring(0, IDENTITY_DIGITS);
    for (Instant at = startedAt; ; at = at.plusSeconds(1)) {
      Path folder = warehouse.resolve(RUNS).resolve(START.format(at) + suffix);
      try {
        PrivateFiles.createDeletable(folder);
        return new Run(folder.getFileName().toString(), identity, startedAt, folder);
      } catch (FileAlreadyExistsException taken) {
        continue;
      } catch (IOException failed) {
        throw Errors.unwritable(folder, failed.toString());
      }
    }
  }

  /**
   * Publishes a run: computes the checksum of every file in its folder and forces it to the disk,
   * writes the manifest, and makes the run current by one rename.
   *
   * @param manifest complete but for the checksums, which this method adds
   * @param keptRuns how many of the last runs are kept, including this one; older runs are removed.
   *     0 keeps all
   * @throws io.tidemark.errors.UserError if something cannot be written; then nothing has changed
   */
  public Published publish(Run run, Manifest manifest, Instant at, int keptRuns) {
    try {
      Manifest complete = manifest.published(at, secured(run.folder()));
      secureTables(complete);
      byte[] bytes = Json.write(complete).getBytes(StandardCharsets.UTF_8);
      PrivateFiles.replace(run.folder().resolve(PublishedRuns.MANIFEST), bytes);
      PrivateFiles.force(warehouse.resolve(RUNS));
      Published published = new Published(run.id(), Checksums.sha256(bytes));
      List<Published> all = new ArrayList<>(PublishedRuns.of(warehouse).state().published());
      all.add(published);
      List<Published> kept = keptRuns == 0 ? all : last(all, keptRuns);
      for (Published retired : all.subList(0, all.size() - kept.size())) {
        PrivateFiles.release(PublishedRuns.of(warehouse).folder(retired));
        hasRetired = true;
      }
      makeCurrent(new State(run.id(), published.manifestSha256(), kept));
      return published;
    } catch (IOException failed) {
      throw Errors.unwritable(run.folder(), failed.toString());
    }
  }

  /** Returns the runs that are published now. */
  public PublishedRuns published() {
    return PublishedRuns.of(warehouse);
  }

  /** Returns whether a publication removed older runs, whose data in Delta is no longer read. */
  public boolean hasRetired() {
    return hasRetired;
  }

  /** Makes a published run the one that readers see. */
  public void rollBack(Published run) {
    try {
      List<Published> all = PublishedRuns.of(warehouse).state().published();
      makeCurrent(new State(run.runId(), run.manifestSha256(), all));
    } catch (IOException failed) {
      throw Errors.unwritable(warehouse, failed.toString());
    }
  }

  /** Releases the lock. The next writer removes a run that was not published. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void makeCurrent(State state) throws IOException {
    byte[] bytes = Json.write(state).getBytes(StandardCharsets.UTF_8);
    try {
      PrivateFiles.replace(warehouse.resolve(PublishedRuns.CURRENT), bytes);
      Housekeeping.sweep(warehouse);
    } catch (IOException failed) {
      if (!PublishedRuns.of(warehouse).state().equals(state)) {
        throw failed;
      }
      // The run is current. The next writer completes the cleanup.
    }
  }

  private static <T> List<T> last(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  private static FileChannel locked(Path file) throws IOException {
    FileChannel channel = PrivateFiles.openForWriting(file);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException heldByThisProcess) {
      // The error is the one for a lock held by another process.
    }
    channel.close();
    throw Errors.warehouseBusy(file);
  }

  /** Forces the files of the tables to the disk. Delta leaves that to the operating system. */
  private void secureTables(Manifest manifest) throws IOException {
    if (TableLocation.of(warehouse).isRemote()) {
      return; // A store keeps what it acknowledged.
    }
    Path tables = warehouse.resolve(Warehouse.DELTA);
    Set<String> folders = new TreeSet<>(Set.of(""));
    for (Map.Entry<String, TableState> table : manifest.tables().entrySet()) {
      for (String file : table.getValue().files().keySet()) {
        Path path = Path.of(table.getKey(), file);
        PrivateFiles.force(tables.resolve(path.toString()));
        // A file is durable only if every folder on its path is.
        for (Path on = path.getParent(); on != null; on = on.getParent()) {
          folders.add(on.toString());
        }
      }
    }
    for (String folder : folders) {
      PrivateFiles.force(tables.resolve(folder));
    }
  }

  private static Map<String, FileState> secured(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.toList();
    }
    Map<String, FileState> files = new TreeMap<>();
    for (Path path : paths) {
      PrivateFiles.force(path);
      if (Files.isRegularFile(path) && !PrivateFiles.isMarker(path)) {
        String name = folder.relativize(path).toString();
        files.put(name, new FileState(Checksums.sha256(path), Files.size(path)));
      }
    }
    return files;
  }
}
