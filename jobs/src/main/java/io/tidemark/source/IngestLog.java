package io.tidemark.source;

import io.tidemark.source.csv.SourceFile;
import io.tidemark.source.profile.FileKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The files that were ingested into a warehouse, in the order of ingest. If two files contain the
 * same record, the later one has its newer state.
 */
public record IngestLog(List<IngestedFile> files) {
  public IngestLog {
    files = List.copyOf(files);
  }

  /**
   * An ingest log to which files were added.
   *
   * @param fresh the added files, with the name and position they have in the log
   */
  record Extended(IngestLog ingestLog, List<SourceFile> fresh) {}

  /** Returns whether the log has a file of a kind. */
  public boolean has(FileKind kind) {
    return files.stream().anyMatch(file -> file.kind().equals(kind.text()));
  }

  /** Returns the total size of the files as stored, in bytes. */
  public long bytes() {
    return files.stream().mapToLong(IngestedFile::sizeBytes).sum();
  }

  /** Returns the log of an empty warehouse. */
  public static IngestLog empty() {
    return new IngestLog(List.of());
  }

  /**
   * Returns whether a file was replaced. A file of manual adjustments is replaced by a newer file
   * of the same name; exports add to each other.
   */
  boolean isReplaced(int place) {
    IngestedFile file = files.get(place);
    return file.kind().equals(FileKind.ADJUSTMENTS.text())
        && files.subList(place + 1, files.size()).stream()
            .anyMatch(later -> later.given().equals(file.given()));
  }

  /**
   * Adds files to the log. A file with the same bytes, read by the same profile and not replaced,
   * keeps its position, whatever its name. A new file is inserted before the known file of its kind
   * that it precedes in the arguments, or appended if there is none. If the name is taken, the file
   * is called {@code name (2)}.
   *
   * @param readAs returns the hash of the profile of a kind
   */
  Extended extended(List<SourceFile> named, Function<FileKind, String> readAs) {
    List<IngestedFile> all = new ArrayList<>(files);
    List<SourceFile> fresh = new ArrayList<>();
    for (FileKind kind : FileKind.values()) {
      int place = all.size();
      List<SourceFile> ofKind = named.stream().filter(file -> file.kind() == kind).toList();
      for (int index = ofKind.size() - 1; index >= 0; index--) {
        SourceFile file = ofKind.get(index);
        int known = new IngestLog(all).placeOf(file.sha256(), readAs.apply(kind));
        if (known >= 0) {
          place = known;
        } else {
          String name = nameUnlike(all, file.file());
          all.add(place, IngestedFile.of(file, name, readAs.apply(kind)));
          fresh.add(file.withName(name));
        }
      }
    }
    IngestLog ingestLog = new IngestLog(all);
    List<SourceFile> placed =
        fresh.stream()
            .map(file -> file.withFileOrder(ingestLog.names().indexOf(file.file())))
            .sorted(Comparator.comparing(SourceFile::fileOrder))
            .toList();
    return new Extended(ingestLog, placed);
  }

  private List<String> names() {
    return files.stream().map(IngestedFile::file).toList();
  }

  /** Returns the position of the file with a checksum that was not replaced, or -1. */
  private int placeOf(String sha256, String readAs) {
    return IntStream.range(0, files.size())
        .filter(place -> files.get(place).sha256().equals(sha256))
        .filter(place -> files.get(place).readAs().equals(readAs) && !isReplaced(place))
        .findFirst()
        .orElse(-1);
  }

  private static String nameUnlike(List<IngestedFile> files, String name) {
    List<String> taken = new IngestLog(files).names();
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(number -> number == 1 ? name : name + " (" + number + ")")
        .filter(candidate -> !taken.contains(candidate))
        .findFirst()
        .orElseThrow();
  }
}
