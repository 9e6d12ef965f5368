package io.tidemark.source.csv;

import io.tidemark.config.Nearest;
import io.tidemark.errors.Emails;
import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.errors.UserError;
import io.tidemark.source.profile.Field;
import io.tidemark.source.profile.FileKind;
import io.tidemark.source.profile.MetadataColumns;
import io.tidemark.source.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the separator and the columns of a file from its first record. */
final class Header {
  private static final int LONGEST_START = 1 << 22;
  private static final int MOST_BLANK_BYTES = 1 << 16;

  private Header() {}

  /**
   * Returns the columns of a file whose text begins here. The stream is reset to where it was.
   *
   * @param input supports mark and reset
   * @throws UserError if the first record is not a header of this kind of file
   */
  static ColumnMapping of(InputStream input, String file, FileKind kind, Profile profile)
      throws IOException {
    refuseBlank(input, file);
    Set<String> known = known(kind, profile);
    List<RawRecord> best = null;
    char separator = ',';
    long bestScore = -1;
    UserError failure = null;
    for (char candidate : profile.format().separators()) {
      try {
        List<RawRecord> start = start(input, file, candidate);
        long score =
            start.get(0).fields().stream().map(Header::normal).filter(known::contains).count();
        if (score > bestScore) {
          best = start;
          separator = candidate;
          bestScore = score;
        }
      } catch (UserError refused) {
        failure = failure == null ? refused : failure;
      }
    }
    if (best == null) {
      throw failure;
    }
    return layout(best, separator, file, kind, profile);
  }

  /** Returns a name in lower case, without surrounding spaces. */
  static String normal(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static Set<String> known(FileKind kind, Profile profile) {
    return profile.headersOf(kind).stream().map(Header::normal).collect(Collectors.toSet());
  }

  /** Returns the header and the record after it, if there is one that can be read. */
  private static List<RawRecord> start(InputStream input, String file, char separator)
      throws IOException {
    input.mark(LONGEST_START);
    try {
      CsvRecordReader records = new CsvRecordReader(input, file, separator, 0, 0);
      RawRecord header = records.next();
      if (header == null) {
        throw Errors.fileRefused(
            ErrorCode.FILE_EMPTY, file, "The file is empty.", "Export it again, or omit it.");
      }
      return Stream.of(header, second(records)).filter(Objects::nonNull).toList();
    } finally {
      input.reset();
    }
  }

  /**
   * Returns the second record, or null if it is invalid; its problem is reported when the records
   * are read.
   */
  private static RawRecord second(CsvRecordReader records) throws IOException {
    try {
      return records.next();
    } catch (UserError refused) {
      return null;
    }
  }

  /**
   * Refuses a file with too many blank lines at its start; reading them as records takes minutes.
   */
  private static void refuseBlank(InputStream input, String file) throws IOException {
    input.mark(MOST_BLANK_BYTES + 1);
    int count = 0;
    int next = input.read();
    while (count < MOST_BLANK_BYTES && (next == '\n' || next == '\r')) {
      count++;
      next = input.read();
    }
    input.reset();
    if (count == MOST_BLANK_BYTES) {
      throw Errors.fileRefused(
          ErrorCode.HEADER_MISMATCH,
          file,
          "The first " + (MOST_BLANK_BYTES >> 10) + " KiB contain only blank lines, no header.",
          "Remove them, or export the file again.");
    }
  }

  private static ColumnMapping layout(
      List<RawRecord> start, char separator, String file, FileKind kind, Profile profile) {
    List<String> header = ColumnMapping.withoutEmptyEnd(start.get(0).fields(), 0);
    Set<String> known = known(kind, profile);
    List<String> names = header.stream().map(Header::normal).toList();
    if (names.stream().noneMatch(known::contains)) {
      throw Errors.fileRefused(
          ErrorCode.HEADER_MISMATCH,
          file + ", line 1",
          "The first line is not a header of " + kind.text() + ": " + shortened(header),
          "The first line must list the column names, such as "
              + profile.headersOf(kind).get(0)
              + ". For other column names, use --source.");
    }
    List<Integer> positions = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Field field : kind.fields()) {
      int position = field.isGathered() ? -1 : position(field, names, kind, profile);
      positions.add(position);
      if (position < 0 && field.isRequired()) {
        List<String> headers = profile.headersOf(kind, field);
        Optional<String> near = Nearest.of(headers.get(0), header);
        missing.add(headers.get(0) + near.map(name -> " (did you mean " + name + "?)").orElse(""));
        near.ifPresent(name -> lines.add(ProfileLine.mapping(field, headers, name)));
      }
    }
    if (!missing.isEmpty()) {
      throw Errors.fileRefused(
          ErrorCode.HEADER_MISSING_COLUMN,
          file + ", line 1",
          "Missing columns: " + String.join(", ", missing) + ".",
          "Export the "
              + kind.text()
              + " with this column, or use --source with a profile that maps it"
              + (lines.isEmpty() ? "." : ": " + String.join(", ", lines)));
    }
    refuseDuplicates(header, known, file);
    List<String> patterns =
        kind.fields().stream()
            .filter(Field::isGathered)
            .flatMap(field -> profile.headersOf(kind, field).stream())
            .toList();
    return new ColumnMapping(
        kind,
        separator,
        List.copyOf(header),
        List.copyOf(positions),
        Map.copyOf(MetadataColumns.columns(patterns, header)),
        Collections.nCopies(kind.fields().size(), ColumnStyle.UNKNOWN),
        mostCells(start, header));
  }

  /**
   * Returns the largest number of cells a record may have: that of the header with its trailing
   * empty cells, or of the first row if it has more.
   */
  private static int mostCells(List<RawRecord> start, List<String> header) {
    return start.stream()
        .map(RawRecord::fields)
        .filter(
            cells -> ColumnMapping.withoutEmptyEnd(cells, header.size()).size() == header.size())
        .mapToInt(List::size)
        .max()
        .orElse(header.size());
  }

  private static int position(Field field, List<String> names, FileKind kind, Profile profile) {
    return profile.headersOf(kind, field).stream()
        .map(Header::normal)
        .mapToInt(names::indexOf)
        .filter(position -> position >= 0)
        .findFirst()
        .orElse(-1);
  }

  /** Refuses duplicate names. Mapped names are compared without case and surrounding spaces. */
  private static void refuseDuplicates(List<String> header, Set<String> known, String file) {
    Set<String> seen = new HashSet<>();
    String twice =
        header.stream()
            .filter(name -> !seen.add(known.contains(normal(name)) ? normal(name) : name))
            .distinct()
            .collect(Collectors.joining(", "));
    if (seen.size() < header.size()) {
      throw Errors.fileRefused(
          ErrorCode.HEADER_DUPLICATE,
          file + ", line 1",
          "Duplicate column in the header: " + (twice.isEmpty() ? "(no name)" : twice) + ".",
          "Rename or remove one of the two columns.");
    }
  }

  private static String shortened(List<String> header) {
    String text = Emails.hidden(String.join(" | ", header));
    return text.length() > 100 ? text.substring(0, 100) + "..." : text;
  }
}
