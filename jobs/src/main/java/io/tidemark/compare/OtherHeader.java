package io.tidemark.compare;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.errors.UserError;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The columns of the other system's file, from 0.
 *
 * @param fields the column of each field that the file has
 * @param months the month of each column with MRR; empty if each row has one month
 */
record OtherHeader(Map<String, Integer> fields, SortedMap<Integer, YearMonth> months) {

  /**
   * Finds the columns.
   *
   * @throws UserError if a column is missing or occurs twice
   */
  static OtherHeader of(List<String> names, OtherOptions options, String file) {
    Map<String, Integer> fields = new TreeMap<>();
    for (Map.Entry<String, String> header : options.headers().entrySet()) {
      List<Integer> found =
          IntStream.range(0, names.size())
              .filter(at -> names.get(at).equalsIgnoreCase(header.getValue().strip()))
              .boxed()
              .toList();
      if (found.size() > 1) {
        throw Errors.fileRefused(
            ErrorCode.HEADER_DUPLICATE,
            file,
            "The header has the column " + header.getValue() + " more than once.",
            "Rename or remove one of the columns.");
      }
      found.forEach(at -> fields.put(header.getKey(), at));
    }
    SortedMap<Integer, YearMonth> months = new TreeMap<>();
    if (!fields.containsKey(OtherFormat.MRR)) {
      IntStream.range(0, names.size())
          .forEach(at -> Months.of(names.get(at)).ifPresent(month -> months.put(at, month)));
    }
    OtherHeader header = new OtherHeader(fields, months);
    List<String> missing = header.missing(options);
    if (!missing.isEmpty()) {
      throw Errors.fileRefused(
          ErrorCode.HEADER_MISSING_COLUMN,
          file,
          "The header lacks " + String.join(", ", missing) + "; it is " + names + ".",
          "Use another --format, or name the columns: --column customer=HEADER. A file of one month"
              + " without a column for it needs --month.");
    }
    return header;
  }

  private List<String> missing(OtherOptions options) {
    boolean isLong = has(OtherFormat.MRR);
    List<String> missing = new ArrayList<>(options.columns().keySet());
    missing.add(OtherFormat.CUSTOMER);
    if (!isLong && months.isEmpty()) {
      missing.add(OtherFormat.MRR);
    }
    if (isLong && options.month() == null) {
      missing.add(OtherFormat.MONTH);
    }
    return missing.stream()
        .filter(field -> !has(field))
        .distinct()
        .sorted()
        .map(field -> Optional.ofNullable(options.headers().get(field)).orElse(field))
        .toList();
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  /** Returns the columns with amounts. */
  List<Integer> amounts() {
    return months.isEmpty() ? List.of(fields.get(OtherFormat.MRR)) : List.copyOf(months.keySet());
  }

  /** Returns the number of fields that a row must have. */
  int width() {
    return 1
        + IntStream.concat(
                fields.values().stream().mapToInt(Integer::intValue),
                months.keySet().stream().mapToInt(Integer::intValue))
            .max()
            .orElse(0);
  }

  /** Returns the text of a field; empty if the file does not have it. */
  String text(String field, List<String> row) {
    return has(field) ? row.get(fields.get(field)).strip() : "";
  }
}
