package io.tidemark.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.util.Json;
import io.tidemark.warehouse.Manifest.FileState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a Delta table, read without Spark: its commits and the files of each version. */
final class DeltaFolder {
  static final String LOG = "_delta_log";
  private static final Pattern OF_VERSION =
      Pattern.compile("(\\d{20})\\.(json|crc|checkpoint.*\\.parquet)");

  /** Files that belong to a commit: checkpoints, checksums and the {@code .crc} files of both. */
  private static final Pattern BESIDE_COMMIT = Pattern.compile("\\.?(\\d{20})\\.(?!json$).*");

  private static final String LAST_CHECKPOINT = LOG + "/_last_checkpoint";

  private final FileStore table;

  DeltaFolder(FileStore table) {
    this.table = table;
  }

  DeltaFolder(Path table) {
    this(new LocalFileStore(table));
  }

  /** Returns the path of a version's commit, relative to the table. */
  static String commit(long version) {
    return LOG + String.format(Locale.ROOT, "/%020d.json", version);
  }

  /** Returns the name under which a run is in the history of a table. */
  static String writer(String runId) {
    return "tidemark/" + runId;
  }

  /** Returns whether a run wrote a version. */
  boolean isBy(String runId, long version) throws IOException {
    return actions(version).stream()
        .map(action -> action.path("commitInfo").path("engineInfo").asText())
        .anyMatch(engine -> engine.endsWith("/" + writer(runId)));
  }

  /** Returns the last version; empty if there is none. */
  OptionalLong latest() throws IOException {
    return versions("json").stream().mapToLong(Long::longValue).max();
  }

  /**
   * Returns whether readers of the table get a version: it is the last one, or the last one
   * restored it.
   */
  boolean isAt(long version) throws IOException {
    OptionalLong latest = latest();
    if (latest.isEmpty() || latest.getAsLong() == version) {
      return latest.isPresent();
    }
    for (JsonNode action : actions(latest.getAsLong())) {
      JsonNode commit = action.path("commitInfo");
      if (commit.path("operation").asText().equals("RESTORE")) {
        return commit.path("operationParameters").path("version").asLong(-1) == version;
      }
    }
    return false;
  }

  /**
   * Returns every file that is needed to read a version, by its path relative to the table: the
   * data, the commits since the last checkpoint up to the version, and the checksum files of all of
   * them.
   *
   * @throws IOException if a file is missing or a commit cannot be read
   */
  SortedMap<String, FileState> files(long version) throws IOException {
    SortedSet<String> names = new TreeSet<>(data(version));
    long checkpoint =
        versions("checkpoint").stream()
            .filter(at -> at <= version)
            .mapToLong(Long::longValue)
            .max()
            .orElse(0);
    for (String file : log()) {
      Matcher name = OF_VERSION.matcher(file);
      if (name.matches()) {
        long of = Long.parseLong(name.group(1));
        boolean isNeeded = of >= checkpoint && of <= version;
        if (isNeeded) {
          names.add(LOG + "/" + file);
        }
      }
    }
    SortedMap<String, FileState> files = new TreeMap<>();
    for (String name : names) {
      files.put(name, table.state(name));
      if (table.exists(guard(name))) {
        files.put(guard(name), table.state(guard(name)));
      }
    }
    return files;
  }

  /**
   * Removes incomplete files above a version: the last commits that are incomplete, and everything
   * that Delta derived from commits there. Checkpoints and checksums are not synced and may be
   * truncated; Delta rebuilds them.
   */
  void dropBroken(long kept) throws IOException {
    for (long at = latest().orElse(kept); at > kept && isBroken(at); at--) {
      table.delete(commit(at));
    }
    for (String file : log()) {
      Matcher derived = BESIDE_COMMIT.matcher(file);
      if (derived.matches() && Long.parseLong(derived.group(1)) > kept) {
        table.delete(LOG + "/" + file);
      }
    }
    if (table.exists(LAST_CHECKPOINT) && lastCheckpoint() > kept) {
      table.delete(LAST_CHECKPOINT);
      table.delete(guard(LAST_CHECKPOINT));
    }
  }

  /**
   * Returns the version of the checkpoint that Delta starts reading from; the largest possible
   * version if the pointer to it is incomplete.
   */
  private long lastCheckpoint() throws IOException {
    try (InputStream content = table.open(LAST_CHECKPOINT)) {
      String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      return Json.tree(text).path("version").asLong(Long.MAX_VALUE);
    } catch (JsonProcessingException half) {
      return Long.MAX_VALUE;
    }
  }

  private boolean isBroken(long version) throws IOException {
    try {
      return actions(version).isEmpty();
    } catch (JsonProcessingException half) {
      return true;
    }
  }

  /** Returns the data files of a version, from all commits up to it. */
  private SortedSet<String> data(long version) throws IOException {
    SortedSet<String> paths = new TreeSet<>();
    for (long at = 0; at <= version; at++) {
      for (JsonNode action : actions(at)) {
        if (action.has("remove")) {
          paths.remove(path(action.get("remove")));
        } else if (action.has("add")) {
          paths.add(path(action.get("add")));
        }
      }
    }
    return paths;
  }

  private List<JsonNode> actions(long version) throws IOException {
    List<JsonNode> actions = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(table.open(commit(version)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        actions.add(Json.tree(line));
      }
    }
    return actions;
  }

  private List<Long> versions(String kind) throws IOException {
    return log().stream()
        .map(OF_VERSION::matcher)
        .filter(name -> name.matches() && name.group(2).startsWith(kind))
        .map(name -> Long.parseLong(name.group(1)))
        .toList();
  }

  private List<String> log() throws IOException {
    return table.list(LOG);
  }

  /** Returns the path of the checksum file that Hadoop keeps for a local file. */
  private static String guard(String file) {
    int name = file.lastIndexOf('/') + 1;
    return file.substring(0, name) + "." + file.substring(name) + ".crc";
  }

  private static String path(JsonNode file) {
    return URI.create(file.path("path").asText()).getPath();
  }
}
