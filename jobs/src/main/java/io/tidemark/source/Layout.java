package io.tidemark.source;

import io.tidemark.tables.RejectReason;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Where a file keeps what we need.
 *
 * @param header its header, as it stands
 * @param positions for each field of the kind, in order, its column from 0, or -1 where the file
 *     has none
 */
public record Layout(Kind kind, char separator, List<String> header, List<Integer> positions)
    implements Serializable {
  private static final int LONGEST_FIELD = 1 << 16;

  /**
   * The rows a file of this kind becomes: {@code source_file}, {@code file_order} (from 0, in the
   * order of ingest), {@code source_line}, {@code raw_record}, {@code row_reason} (null where the
   * record is well-formed; else its fields are null), {@code fingerprint} (a hash of its fields:
   * equal for identical copies) and each field as a string, null where empty.
   */
  static StructType schema(Kind kind) {
    StructType schema =
        new StructType()
            .add("source_file", DataTypes.StringType, false)
            .add("file_order", DataTypes.IntegerType, false)
            .add("source_line", DataTypes.LongType, false)
            .add("raw_record", DataTypes.StringType, false)
            .add("row_reason", DataTypes.StringType, true)
            .add("fingerprint", DataTypes.StringType, false);
    for (Field field : kind.fields()) {
      schema = schema.add(field.name(), DataTypes.StringType, true);
    }
    return schema;
  }

  /** The row a record becomes. */
  Row row(String file, int fileOrder, RawRecord record) {
    RejectReason reason = reason(record);
    List<String> texts = new ArrayList<>();
    for (int position : positions) {
      texts.add(reason == null && position >= 0 ? textOrNull(record, position) : null);
    }
    List<Object> values = new ArrayList<>();
    values.add(file);
    values.add(fileOrder);
    values.add(record.line());
    values.add(record.text());
    values.add(reason == null ? null : reason.name());
    values.add(fingerprint(texts));
    values.addAll(texts);
    return RowFactory.create(values.toArray());
  }

  private static String fingerprint(List<String> texts) {
    StringBuilder all = new StringBuilder();
    for (String text : texts) {
      all.append(text == null ? 0 : text.length()).append(':').append(text == null ? "" : text);
    }
    byte[] hash = Hashes.sha256().digest(all.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash);
  }

  /** Why a record is no row, or null where it is one. */
  RejectReason reason(RawRecord record) {
    if (record.fields().equals(header)) {
      return RejectReason.ROW_IS_HEADER;
    }
    if (record.hasBareQuote()) {
      return RejectReason.QUOTE_BARE;
    }
    if (record.fields().size() != header.size()) {
      return RejectReason.ROW_FIELD_COUNT;
    }
    boolean isTooLong = record.fields().stream().anyMatch(text -> text.length() > LONGEST_FIELD);
    return isTooLong ? RejectReason.FIELD_TOO_LONG : null;
  }

  /** The header name of each field the file has, by field name. */
  Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    for (int index = 0; index < positions.size(); index++) {
      if (positions.get(index) >= 0) {
        headers.put(kind.fields().get(index).name(), header.get(positions.get(index)));
      }
    }
    return headers;
  }

  private static String textOrNull(RawRecord record, int position) {
    String text = record.fields().get(position);
    return text.isEmpty() ? null : text;
  }
}
