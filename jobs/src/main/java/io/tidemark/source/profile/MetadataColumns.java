package io.tidemark.source.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Several columns of a file that make one field: those whose names fit a pattern. */
public final class MetadataColumns {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANY = "*";

  private MetadataColumns() {}

  /** Whether it has exactly one place for the part of the name that differs. */
  static boolean isPattern(String name) {
    return name.contains(ANY) && name.indexOf(ANY) == name.lastIndexOf(ANY);
  }

  /**
   * The columns that fit, from 0, by the part of their name that differs.
   *
   * @param patterns such as {@code "* (metadata)"}
   */
  public static SortedMap<String, Integer> columns(List<String> patterns, List<String> header) {
    SortedMap<String, Integer> columns = new TreeMap<>();
    for (String pattern : patterns) {
      String before = pattern.substring(0, pattern.indexOf(ANY));
      String after = pattern.substring(pattern.indexOf(ANY) + 1);
      for (int column = 0; column < header.size(); column++) {
        String name = header.get(column).strip();
        int rest = name.length() - after.length();
        boolean fits =
            name.regionMatches(true, 0, before, 0, before.length())
                && name.regionMatches(true, rest, after, 0, after.length());
        if (fits && rest > before.length()) {
          String key = name.substring(before.length(), rest);
          columns.putIfAbsent(key, column);
        }
      }
    }
    return columns;
  }

  /** The texts of a record as a JSON object, sorted by name; null where all are empty. */
  public static String json(Map<String, Integer> columns, List<String> texts) {
    SortedMap<String, String> filled = new TreeMap<>();
    columns.forEach(
        (key, column) -> {
          if (!texts.get(column).isEmpty()) {
            filled.put(key, texts.get(column));
          }
        });
    try {
      return filled.isEmpty() ? null : JSON.writeValueAsString(filled);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
