package io.tidemark.source;

import io.tidemark.errors.Errors;
import io.tidemark.errors.Problems;
import io.tidemark.errors.StoreErrors;
import io.tidemark.errors.UserError;
import io.tidemark.source.csv.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Finds the files that the input arguments refer to. */
public final class InputFiles {
  private InputFiles() {}

  /**
   * Returns the files of each name.
   *
   * @throws io.tidemark.errors.UserError for every name without a file that can be opened
   */
  public static List<List<InputFile>> of(List<String> named, Configuration hadoop) {
    Problems problems = new Problems();
    List<List<InputFile>> inputs = of(named, hadoop, problems);
    problems.refuse();
    return inputs;
  }

  /**
   * Returns the files of each name, in the order of the names; those of a folder or glob are sorted
   * by path. Folders are searched recursively for {@code .csv} and {@code .csv.gz}, including
   * hidden files.
   *
   * @param named files, folders or globs
   * @param problems collects every name without a file that can be opened
   */
  public static List<List<InputFile>> of(
      List<String> named, Configuration hadoop, Problems problems) {
    return named.stream()
        .flatMap(name -> problems.attempt(() -> readable(name, hadoop)).stream())
        .toList();
  }

  private static List<InputFile> readable(String name, Configuration hadoop) {
    // File names are written to tables and the manifest.
    StoreErrors.refuseSecret(name);
    try {
      List<InputFile> found =
          LocalInputFiles.isLocal(name, hadoop) ? LocalInputFiles.of(name) : find(name, hadoop);
      if (found.isEmpty()) {
        throw Errors.unreadable(name, "It contains no .csv or .csv.gz file.");
      }
      for (InputFile input : found) {
        input.open(hadoop).close();
      }
      return found;
    } catch (UncheckedIOException unreadable) {
      throw unreadable(name, unreadable.getCause());
    } catch (IOException | IllegalArgumentException unreadable) {
      throw unreadable(name, unreadable);
    } catch (UserError refused) {
      throw refused;
    } catch (RuntimeException failed) {
      throw StoreErrors.of(name, failed).map(error -> (RuntimeException) error).orElse(failed);
    }
  }

  private static UserError unreadable(String name, Exception why) {
    return StoreErrors.of(name, why).orElseGet(() -> Errors.unreadable(name, reason(why)));
  }

  private static String reason(Exception why) {
    if (why instanceof NoSuchFileException) {
      return "The file does not exist.";
    }
    return why instanceof AccessDeniedException denied
        ? "Access to " + denied.getFile() + " is denied."
        : String.valueOf(why.getMessage());
  }

  private static List<InputFile> find(String name, Configuration hadoop) throws IOException {
    Path path = new Path(name);
    FileSystem system = path.getFileSystem(hadoop);
    FileStatus[] matches =
        system.exists(path)
            ? new FileStatus[] {system.getFileStatus(path)}
            : system.globStatus(path);
    if (matches == null) {
      throw new NoSuchFileException(name);
    }
    List<Path> files = new ArrayList<>();
    for (FileStatus match : matches) {
      if (match.isFile()) {
        files.add(match.getPath());
      } else {
        files.addAll(filesIn(match.getPath(), system));
      }
    }
    return files.stream()
        .sorted(Comparator.comparing(Path::toString))
        .map(file -> new InputFile(file, file.toString()))
        .toList();
  }

  private static List<Path> filesIn(Path folder, FileSystem system) throws IOException {
    List<Path> files = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all = system.listFiles(folder, true);
    while (all.hasNext()) {
      Path file = all.next().getPath();
      if (isExport(file.getName())) {
        files.add(file);
      }
    }
    return files;
  }

  /** Returns whether a file in a folder is read, by its name. */
  static boolean isExport(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".csv") || lower.endsWith(".csv.gz");
  }
}
