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

/** How large files are, from what they are called alone: before anything has opened them. */
final class InputSize {
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  private InputSize() {}

  /** Of all that is named on this machine's disks; what is not there, or not to be read, is 0. */
  static long of(List<String> named) {
    return named.stream().mapToLong(InputSize::of).sum();
  }

  /**
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

  /** A glob may also lead to the folder that a file is in. */
  private static boolean isUnder(PathMatcher glob, Path file) {
    return Stream.iterate(file, path -> path != null, Path::getParent).anyMatch(glob::matches);
  }
}
