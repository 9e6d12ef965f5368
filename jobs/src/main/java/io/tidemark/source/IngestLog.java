package io.tidemark.source;

import io.tidemark.source.csv.SourceFile;
import io.tidemark.source.profile.FileKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Every file that was ingested into a warehouse, in the order of ingest: a later file has newer
 * states of what both tell of.
 */
public record IngestLog(List<IngestedFile> files) {
  public IngestLog {
    files = List.copyOf(files);
  }

  /**
   * A ledger that goes on.
   *
   * @param fresh the files that are new in it, under the name and at the place they have there
   */
  record Extended(IngestLog ledger, List<SourceFile> fresh) {}

  /** Whether there is a file of a kind. */
  public boolean has(FileKind kind) {
    return files.stream().anyMatch(file -> file.kind().equals(kind.text()));
  }

  /** Size of all files as stored. */
  public long bytes() {
    return files.stream().mapToLong(IngestedFile::sizeBytes).sum();
  }

  /** Of a warehouse without a file. */
  public static IngestLog empty() {
    return new IngestLog(List.of());
  }

  /**
   * Whether a file holds no longer: a hand-kept file of corrections is replaced by a newer one of
   * its name. Exports add to each other.
   */
  boolean isReplaced(int place) {
    IngestedFile file = files.get(place);
    return file.kind().equals(FileKind.ADJUSTMENTS.text())
        && files.subList(place + 1, files.size()).stream()
            .anyMatch(later -> later.given().equals(file.given()));
  }

  /**
   * Adds what was named. A file that is known by its bytes, was read by the same profile and holds,
   * keeps its place, whatever it is called; a new one goes before the known one of its kind that it
   * was named before, else to the end. One that is called as another was before is called {@code
   * name (2)}.
   *
   * @param readAs hash of the profile of a kind
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
    IngestLog ledger = new IngestLog(all);
    List<SourceFile> placed =
        fresh.stream()
            .map(file -> file.withFileOrder(ledger.names().indexOf(file.file())))
            .sorted(Comparator.comparing(SourceFile::fileOrder))
            .toList();
    return new Extended(ledger, placed);
  }

  private List<String> names() {
    return files.stream().map(IngestedFile::file).toList();
  }

  /** Where the file of a checksum is that holds; -1 where there is none. */
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
