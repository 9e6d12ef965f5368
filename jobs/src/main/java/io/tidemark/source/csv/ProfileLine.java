package io.tidemark.source.csv;

import io.tidemark.config.Nearest;
import io.tidemark.errors.Printable;
import io.tidemark.source.profile.Field;
import io.tidemark.source.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Formats lines of a source profile that would read values the current profile does not. */
public final class ProfileLine {
  private static final Pattern PLAIN =
      Pattern.compile("\\p{L}(?:[\\p{L}\\p{N} ()_.-]*[\\p{L}\\p{N})])?");

  private ProfileLine() {}

  /**
   * Returns the line that maps a field to one more header, such as {@code tax_minor: [Tax, VAT]}.
   */
  static String mapping(Field field, List<String> headers, String another) {
    List<String> names = new ArrayList<>(headers);
    names.add(another);
    return field.name() + ": " + list(names);
  }

  /** Returns texts as a YAML list on one line. */
  static String list(List<String> texts) {
    return texts.stream().map(ProfileLine::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  /** Returns a text as YAML, with escapes for characters that a terminal does not show. */
  public static String quoted(String text) {
    return PLAIN.matcher(text).matches()
        ? text
        : '"' + Printable.whole(text).replace("\"", "\\\"") + '"';
  }

  /**
   * Returns a line for each unmapped column whose name resembles the header of a field that the
   * file lacks.
   */
  static List<String> resembling(ColumnMapping layout, Profile profile) {
    Map<String, Field> lacking = new LinkedHashMap<>();
    List<Field> fields = layout.kind().fields();
    IntStream.range(0, fields.size())
        .filter(index -> layout.positions().get(index) < 0 && !fields.get(index).isGathered())
        .mapToObj(fields::get)
        .forEach(
            field ->
                profile
                    .headersOf(layout.kind(), field)
                    .forEach(header -> lacking.putIfAbsent(header, field)));
    return layout.unknownColumns().stream()
        .flatMap(
            column ->
                Nearest.resembling(column, lacking.keySet()).map(lacking::get).stream()
                    .map(field -> mapping(field, profile.headersOf(layout.kind(), field), column)))
        .toList();
  }
}
