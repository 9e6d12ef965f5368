package io.tidemark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Determines the size of files from their names, before any file is opened. */
final class InputSize {
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  private InputSize() {}

  /**
   * Returns the size of the named files on local disks; 0 for those that are missing or unreadable.
   */
  static long of(List<String> named) {
    return named.stream().mapToLong(InputSize::of).sum();
  }

  /**
   * Returns the size of the files that a name refers to, in bytes.
   *
   * @param name a file, a folder or a glob
   */
  private static long of(String name) {
    try {
      Path path = Path.of(name).toAbsolutePath();
      if (Files.exists(path)) {
        return sum(path, file -> true);
      }
      PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + path);
      return sum(beforeWildcards(path), file -> isUnder(glob, file));
    } catch (IOException | UncheckedIOException | InvalidPathException unreadable) {
      return 0;
    }
  }

  private static long sum(Path folder, Predicate<Path> counts) throws IOException {
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(Files::isRegularFile)
          .filter(counts)
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  private static Path beforeWildcards(Path path) {
    Path folder = path;
    while (WILDCARD.matcher(folder.toString()).find()) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** Returns whether a glob matches a file or one of its parent folders. */
  private static boolean isUnder(PathMatcher glob, Path file) {
    return Stream.iterate(file, path -> path != null, Path::getParent).anyMatch(glob::matches);
  }
}
