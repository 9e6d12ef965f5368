package io.tidemark.source;

import io.tidemark.errors.Problems;
import io.tidemark.errors.UserError;
import io.tidemark.source.csv.Chunk;
import io.tidemark.source.csv.ChunkFindings;
import io.tidemark.source.csv.FileOutline;
import io.tidemark.source.csv.FileOutlineReader;
import io.tidemark.source.csv.InputFile;
import io.tidemark.source.csv.SourceFile;
import io.tidemark.source.csv.UniqueIdCheck;
import io.tidemark.source.profile.FileKind;
import io.tidemark.source.profile.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The scan of the files of one kind: their parts are found, then parsed, then settled. */
final class KindScan {
  private final FileKind kind;
  private final Profile profile;
  private final long chunkBytes;
  private final Configuration hadoop;
  private final List<List<Opened>> groups = new ArrayList<>();
  private List<ChunkFindings> findings = List.of();
  private boolean isUnrepeated;

  /**
   * A file, or why it cannot be read.
   *
   * @param firstPart index of its first part among those of all files of the kind
   */
  private record Opened(FileOutline outline, UserError refusal, int firstPart) {}

  KindScan(FileKind kind, Profile profile, long chunkBytes, Configuration hadoop) {
    this.kind = kind;
    this.profile = profile;
    this.chunkBytes = chunkBytes;
    this.hadoop = hadoop;
  }

  /**
   * Finds the files and their parts.
   *
   * @param problems collects every name without a file that can be opened
   */
  void open(List<String> named, Problems problems) {
    int parts = 0;
    for (List<InputFile> inputs : InputFiles.of(named, hadoop, problems)) {
      List<Opened> group = new ArrayList<>();
      for (InputFile input : inputs) {
        Opened opened = opened(input, parts);
        group.add(opened);
        parts += opened.outline() == null ? 0 : opened.outline().chunks().size();
      }
      groups.add(group);
    }
  }

  private Opened opened(InputFile input, int firstPart) {
    try {
      FileOutline outline = FileOutlineReader.of(input, kind, profile, chunkBytes, hadoop);
      return new Opened(outline, null, firstPart);
    } catch (UserError refused) {
      return new Opened(null, refused, firstPart);
    }
  }

  /** Parses the parts of all files. */
  void parse(Sources.Parser parser) {
    List<Chunk> chunks =
        groups.stream()
            .flatMap(List::stream)
            .filter(opened -> opened.outline() != null)
            .flatMap(opened -> opened.outline().chunks().stream())
            .toList();
    findings = parser.parse(kind, chunks);
    UniqueIdCheck ids = UniqueIdCheck.inMemory();
    findings.forEach(part -> part.addIdsTo(ids));
    isUnrepeated = kind.idIndex() >= 0 && ids.allDiffer();
  }

  /**
   * Returns the accepted files, in the order of ingest.
   *
   * @param problems collects the reasons of the files that are refused
   */
  List<SourceFile> settle(Problems problems) {
    return groups.stream()
        .flatMap(
            group ->
                group.stream()
                    .flatMap(opened -> settled(opened, problems).stream())
                    .sorted(
                        Comparator.comparing(SourceFile::reach).thenComparing(SourceFile::file)))
        .toList();
  }

  private Optional<SourceFile> settled(Opened opened, Problems problems) {
    if (opened.refusal() != null) {
      problems.add(opened.refusal());
      return Optional.empty();
    }
    int last = opened.firstPart() + opened.outline().chunks().size();
    List<ChunkFindings> ofFile = findings.subList(opened.firstPart(), last);
    return problems.attempt(() -> opened.outline().settled(ofFile));
  }

  /** Returns whether no two records have the same id. */
  boolean isUnrepeated() {
    return isUnrepeated;
  }
}
