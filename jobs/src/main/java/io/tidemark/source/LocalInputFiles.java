package io.tidemark.source;

import io.tidemark.errors.Errors;
import io.tidemark.source.csv.InputFile;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Finds input files on this machine, regardless of the characters in their names. */
final class LocalInputFiles {
  private static final String SCHEME = "file:";
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  private LocalInputFiles() {}

  /** Returns whether a name refers to a file, folder or glob on this machine. */
  static boolean isLocal(String name, Configuration hadoop) {
    boolean isDefault = FileSystem.getDefaultUri(hadoop).toString().startsWith(SCHEME);
    return name.startsWith(SCHEME) || (isDefault && !ADDRESS.matcher(name).matches());
  }

  /**
   * Returns the files of a name, sorted by path.
   *
   * @throws NoSuchFileException if nothing has this name and it is not a glob
   * @throws io.tidemark.errors.UserError if one of them is not a regular file, such as a pipe
   */
  static List<InputFile> of(String name) throws IOException {
    boolean isAddress = name.startsWith(SCHEME);
    Path named = Path.of(isAddress ? name.substring(SCHEME.length()) : name);
    Path path = named.toAbsolutePath().normalize();
    List<Path> files = Files.exists(path) ? filesOf(path) : matching(path);
    return files.stream()
        .sorted(Comparator.comparing(Path::toString))
        .map(file -> input(file, isAddress ? SCHEME + file : shown(file, named)))
        .toList();
  }

  private static InputFile input(Path file, String name) {
    return new InputFile(new org.apache.hadoop.fs.Path(file.toUri()), name);
  }

  private static String shown(Path file, Path named) {
    return named.isAbsolute()
        ? file.toString()
        : Path.of("").toAbsolutePath().relativize(file).toString();
  }

  private static List<Path> filesOf(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(regular(path));
    }
    try (Stream<Path> walk = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(file -> !Files.isDirectory(file))
          .filter(file -> InputFiles.isExport(file.getFileName().toString()))
          .map(LocalInputFiles::regular)
          .toList();
    }
  }

  /** Returns the file if it is regular. Opening a pipe would block until something writes to it. */
  private static Path regular(Path file) {
    if (!Files.isRegularFile(file)) {
      throw Errors.unreadable(file.toString(), "It is not a regular file.");
    }
    return file;
  }

  private static List<Path> matching(Path glob) throws IOException {
    Path folder = glob;
    while (WILDCARD.matcher(folder.toString()).find()) {
      folder = folder.getParent();
    }
    if (folder.equals(glob)) {
      throw new NoSuchFileException(glob.toString());
    }
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Path base = folder;
    Path pattern = base.relativize(glob);
    PathMatcher matcher = glob.getFileSystem().getPathMatcher("glob:" + pattern);
    try (Stream<Path> walk =
        Files.walk(base, pattern.getNameCount(), FileVisitOption.FOLLOW_LINKS)) {
      List<Path> matches = walk.filter(path -> matcher.matches(base.relativize(path))).toList();
      Stream.Builder<Path> files = Stream.builder();
      for (Path match : matches) {
        filesOf(match).forEach(files);
      }
      return files.build().distinct().toList();
    }
  }
}
