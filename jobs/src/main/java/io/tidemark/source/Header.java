package io.tidemark.source;

import io.tidemark.config.Nearest;
import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.errors.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the separator and the columns of a file from its first record. */
final class Header {
  private static final int LONGEST_HEADER = 1 << 22;

  private Header() {}

  /**
   * The layout of a file whose text begins here; leaves the stream where it was.
   *
   * @param input supports mark and reset
   * @throws UserError where the first record is no header of this kind of file
   */
  static Layout of(InputStream input, String file, Kind kind, Profile profile) throws IOException {
    List<String> known = profile.headersOf(kind);
    List<String> best = null;
    char separator = ',';
    long bestScore = -1;
    UserError failure = null;
    for (char candidate : profile.format().separators()) {
      try {
        List<String> header = firstRecord(input, file, candidate);
        long score = header.stream().filter(known::contains).count();
        if (score > bestScore) {
          best = header;
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

  private static List<String> firstRecord(InputStream input, String file, char separator)
      throws IOException {
    input.mark(LONGEST_HEADER);
    try {
      RawRecord record = new Records(input, file, separator, 0, 0).next();
      if (record == null) {
        throw Errors.fileRefused(
            ErrorCode.FILE_EMPTY,
            file,
            "It holds no header and no row.",
            "Export it again, or leave it out.");
      }
      return record.fields();
    } finally {
      input.reset();
    }
  }

  private static Layout layout(
      List<String> header, char separator, String file, Kind kind, Profile profile) {
    List<String> known = profile.headersOf(kind);
    if (header.stream().noneMatch(known::contains)) {
      throw Errors.fileRefused(
          ErrorCode.HEADER_MISMATCH,
          file + ", line 1",
          "Its first record is no header of " + kind.text() + ": " + shortened(header),
          "The first line must name the columns, such as " + known.get(0) + "; or give --source.");
    }
    List<Integer> positions = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Field field : kind.fields()) {
      int position = field.isGathered() ? -1 : position(field, header, kind, profile);
      positions.add(position);
      if (position < 0 && field.isRequired()) {
        String name = profile.headersOf(kind, field).get(0);
        missing.add(name + Nearest.hint(name, header));
      }
    }
    if (!missing.isEmpty()) {
      throw Errors.fileRefused(
          ErrorCode.HEADER_MISSING_COLUMN,
          file + ", line 1",
          "It lacks " + String.join(", ", missing) + ".",
          "Export the " + kind.text() + " with this column, or map it with --source.");
    }
    refuseDuplicates(header, file);
    List<String> patterns =
        kind.fields().stream()
            .filter(Field::isGathered)
            .flatMap(field -> profile.headersOf(kind, field).stream())
            .toList();
    return new Layout(
        kind,
        separator,
        List.copyOf(header),
        List.copyOf(positions),
        Map.copyOf(Gathered.columns(patterns, header)),
        Collections.nCopies(kind.fields().size(), ColumnStyle.UNKNOWN));
  }

  private static int position(Field field, List<String> header, Kind kind, Profile profile) {
    return profile.headersOf(kind, field).stream()
        .mapToInt(header::indexOf)
        .filter(position -> position >= 0)
        .findFirst()
        .orElse(-1);
  }

  private static void refuseDuplicates(List<String> header, String file) {
    Set<String> seen = new HashSet<>();
    String twice =
        header.stream()
            .filter(name -> !seen.add(name))
            .distinct()
            .collect(Collectors.joining(", "));
    if (seen.size() < header.size()) {
      throw Errors.fileRefused(
          ErrorCode.HEADER_DUPLICATE,
          file + ", line 1",
          "Its header names a column twice: " + (twice.isEmpty() ? "(no name)" : twice) + ".",
          "Rename or remove one of them: which one to believe is not for us to guess.");
    }
  }

  private static String shortened(List<String> header) {
    String text = Emails.hidden(String.join(" | ", header));
    return text.length() > 100 ? text.substring(0, 100) + "..." : text;
  }
}
