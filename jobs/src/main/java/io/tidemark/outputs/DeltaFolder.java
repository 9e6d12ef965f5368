package io.tidemark.outputs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.outputs.Manifest.FileState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Delta table as the files it is, without Spark: its commits, and what a version is made of. */
final class DeltaFolder {
  static final String LOG = "_delta_log";
  private static final Pattern OF_VERSION =
      Pattern.compile("(\\d{20})\\.(json|crc|checkpoint.*\\.parquet)");

  private final Path table;

  DeltaFolder(Path table) {
    this.table = table;
  }

  /** The commit of a version. */
  Path commit(long version) {
    return table.resolve(LOG).resolve("%020d.json".formatted(version));
  }

  /** The last version; empty where there is none. */
  OptionalLong latest() throws IOException {
    return versions("json").stream().mapToLong(Long::longValue).max();
  }

  /** Whether reading the table reads a version: it is the last, or was restored by the last. */
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
   * Every file that reading a version takes, by its path relative to the table: the data, the
   * commits since the last checkpoint before it, and what guards them.
   *
   * @throws IOException where one is missing or a commit cannot be read
   */
  SortedMap<String, FileState> files(long version) throws IOException {
    SortedSet<String> names = new TreeSet<>(data(version));
    long checkpoint =
        versions("checkpoint").stream()
            .filter(at -> at <= version)
            .mapToLong(Long::longValue)
            .max()
            .orElse(0);
    for (Path file : log()) {
      Matcher name = OF_VERSION.matcher(file.getFileName().toString());
      if (name.matches()) {
        long of = Long.parseLong(name.group(1));
        boolean isNeeded = of >= checkpoint && of <= version;
        if (isNeeded) {
          names.add(table.relativize(file).toString());
        }
      }
    }
    SortedMap<String, FileState> files = new TreeMap<>();
    for (String name : names) {
      Path file = table.resolve(name);
      files.put(name, state(file));
      Path guard = file.resolveSibling("." + file.getFileName() + ".crc");
      if (Files.exists(guard)) {
        files.put(table.relativize(guard).toString(), state(guard));
      }
    }
    return files;
  }

  /**
   * Removes the last commits as far as they are not whole, down to a version that is left alone.
   */
  void dropBrokenCommits(long kept) throws IOException {
    for (long at = latest().orElse(kept); at > kept && isBroken(at); at--) {
      Files.delete(commit(at));
      Files.deleteIfExists(table.resolve(LOG).resolve("." + commit(at).getFileName() + ".crc"));
    }
  }

  private boolean isBroken(long version) throws IOException {
    try {
      return actions(version).isEmpty();
    } catch (JsonProcessingException half) {
      return true;
    }
  }

  /** The data files that are part of a version, from all commits up to it. */
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
    for (String line : Files.readAllLines(commit(version))) {
      actions.add(Json.tree(line));
    }
    return actions;
  }

  private List<Long> versions(String kind) throws IOException {
    return log().stream()
        .map(file -> OF_VERSION.matcher(file.getFileName().toString()))
        .filter(name -> name.matches() && name.group(2).startsWith(kind))
        .map(name -> Long.parseLong(name.group(1)))
        .toList();
  }

  private List<Path> log() throws IOException {
    try (Stream<Path> files = Files.list(table.resolve(LOG))) {
      return files.toList();
    } catch (NoSuchFileException noTable) {
      return List.of();
    }
  }

  private static FileState state(Path file) throws IOException {
    return new FileState(Checksums.sha256(file), Files.size(file));
  }

  private static String path(JsonNode file) {
    return URI.create(file.path("path").asText()).getPath();
  }
}
