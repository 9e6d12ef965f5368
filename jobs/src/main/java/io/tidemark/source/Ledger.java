package io.tidemark.source;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Every file that was ingested into a warehouse, in the order of ingest: a later file has newer
 * states of what both tell of.
 */
public record Ledger(List<IngestedFile> files) {
  public Ledger {
    files = List.copyOf(files);
  }

  /**
   * A ledger that goes on.
   *
   * @param fresh the files that are new in it, under the name and at the place they have there
   */
  record Extended(Ledger ledger, List<SourceFile> fresh) {}

  /** Of a warehouse without a file. */
  public static Ledger empty() {
    return new Ledger(List.of());
  }

  /**
   * Adds what was named. A file that is known by its bytes keeps its place, whatever it is called;
   * a new one goes before the known one of its kind that it was named before, else to the end. One
   * that is called as another was before is called {@code name (2)}.
   */
  Extended extended(List<SourceFile> named) {
    List<IngestedFile> all = new ArrayList<>(files);
    List<SourceFile> fresh = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      int place = all.size();
      List<SourceFile> ofKind = named.stream().filter(file -> file.kind() == kind).toList();
      for (int index = ofKind.size() - 1; index >= 0; index--) {
        SourceFile file = ofKind.get(index);
        int known = indexOf(file.sha256(), all);
        if (known >= 0) {
          place = known;
        } else {
          SourceFile unlike = file.withName(nameUnlike(all, file.file()));
          all.add(place, IngestedFile.of(unlike));
          fresh.add(unlike);
        }
      }
    }
    List<SourceFile> placed =
        fresh.stream()
            .map(file -> file.withFileOrder(indexOf(file.sha256(), all)))
            .sorted((one, other) -> Integer.compare(one.fileOrder(), other.fileOrder()))
            .toList();
    return new Extended(new Ledger(all), placed);
  }

  private static int indexOf(String sha256, List<IngestedFile> files) {
    return IntStream.range(0, files.size())
        .filter(index -> files.get(index).sha256().equals(sha256))
        .findFirst()
        .orElse(-1);
  }

  private static String nameUnlike(List<IngestedFile> files, String name) {
    List<String> taken = files.stream().map(IngestedFile::file).toList();
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(number -> number == 1 ? name : name + " (" + number + ")")
        .filter(candidate -> !taken.contains(candidate))
        .findFirst()
        .orElseThrow();
  }
}
