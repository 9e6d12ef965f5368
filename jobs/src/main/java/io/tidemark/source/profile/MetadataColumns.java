package io.tidemark.source.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Columns of a file whose names match a pattern and that together make one field. */
public final class MetadataColumns {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANY = "*";

  private MetadataColumns() {}

  /** Returns whether a name has exactly one wildcard. */
  static boolean isPattern(String name) {
    return name.contains(ANY) && name.indexOf(ANY) == name.lastIndexOf(ANY);
  }

  /**
   * Returns the matching columns, from 0, by the part of their name that the wildcard matches.
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

  /** Returns the texts of a record as a JSON object sorted by name, or null if all are empty. */
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
