package io.tidemark.source.csv;

import io.tidemark.errors.Emails;
import io.tidemark.source.profile.FieldType;
import io.tidemark.source.profile.FileKind;
import io.tidemark.source.profile.MetadataColumns;
import io.tidemark.tables.Currencies;
import io.tidemark.tables.RejectReason;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Maps the columns of a file to fields.
 *
 * @param header the header as written, without trailing columns that have no name
 * @param positions for each field of the kind, in order, its column from 0, or -1 if the file has
 *     none
 * @param gathered the columns, from 0, of the field that combines several, by their names in it
 * @param styles the format of the column of each field of the kind
 * @param mostCells the largest number of cells of a record; those beyond the header must be empty
 */
public record ColumnMapping(
    FileKind kind,
    char separator,
    List<String> header,
    List<Integer> positions,
    Map<String, Integer> gathered,
    List<ColumnStyle> styles,
    int mostCells)
    implements Serializable {
  private static final int DECIMALS_WITHOUT_CURRENCY = 2;
  private static final int LONGEST_FIELD = 1 << 16;

  /** Returns the text of a field, by its index in the kind, or null if it is empty or absent. */
  String text(List<String> texts, int index) {
    if (kind.fields().get(index).type() == FieldType.GATHERED) {
      return MetadataColumns.json(gathered, texts);
    }
    int position = positions.get(index);
    String text = position < 0 ? "" : texts.get(position);
    return text.isEmpty() ? null : text;
  }

  /** Returns the number of decimals of a record's amounts, or -1 if its currency is unknown. */
  int decimals(List<String> texts) {
    int currency = kind.currencyIndex();
    if (currency < 0) {
      return DECIMALS_WITHOUT_CURRENCY;
    }
    String text = text(texts, currency);
    String code = text == null ? "" : ValueParser.upper(text);
    return Currencies.isKnown(code) ? Currencies.decimals(code) : -1;
  }

  ColumnMapping withStyles(List<ColumnStyle> found) {
    return new ColumnMapping(kind, separator, header, positions, gathered, found, mostCells);
  }

  /**
   * Returns cells without the empty ones at the end.
   *
   * @param least the smallest number of cells to return
   */
  static List<String> withoutEmptyEnd(List<String> cells, int least) {
    int end = cells.size();
    while (end > least && cells.get(end - 1).isBlank()) {
      end--;
    }
    return cells.subList(0, end);
  }

  /** Returns whether a column of the file, from 0, is mapped to a field. */
  boolean isMapped(int column) {
    return positions.contains(column) || gathered.containsValue(column);
  }

  /** Returns the columns of the file that are not mapped. */
  public List<String> unknownColumns() {
    return IntStream.range(0, header.size())
        .filter(column -> !isMapped(column))
        .mapToObj(header::get)
        .toList();
  }

  /** Returns the optional fields without a column that MRR or its movements depend on. */
  List<String> absentForMrr() {
    return kind.optionalForMrr().stream().filter(field -> !has(field)).toList();
  }

  /** Returns whether the tax of an invoice has a column: either the total or each of its parts. */
  boolean isTaxKnown() {
    if (kind != FileKind.INVOICES) {
      return true;
    }
    boolean hasParts = has("exclusive_tax_minor") && has("inclusive_tax_minor");
    return has("tax_minor") || hasParts;
  }

  private boolean has(String field) {
    return positions.get(kind.indexOf(field)) >= 0;
  }

  /** Returns the text of a record without e-mail addresses. */
  String withoutEmails(CheckedRecord judged) {
    String text = judged.record().text();
    int email = kind.indexOf("email");
    if (email >= 0 && judged.reason() == null && text(judged.record().fields(), email) != null) {
      String address = text(judged.record().fields(), email);
      text = text.replace(address.replace("\"", "\"\""), Emails.HIDDEN);
    }
    return Emails.hidden(text);
  }

  /** Returns why a record is not a row, or null if it is one. */
  RejectReason reason(RawRecord record) {
    List<String> cells = record.fields();
    if (cells.size() != header.size()) {
      cells = withoutEmptyEnd(cells, header.size());
    }
    if (cells.equals(header)) {
      return RejectReason.ROW_IS_HEADER;
    }
    if (record.quotes().isBare()) {
      return RejectReason.QUOTE_BARE;
    }
    if (cells.size() != header.size() || record.fields().size() > mostCells) {
      return RejectReason.ROW_FIELD_COUNT;
    }
    boolean isTooLong =
        record.text().length() > LONGEST_FIELD
            && record.fields().stream().anyMatch(text -> text.length() > LONGEST_FIELD);
    return isTooLong ? RejectReason.FIELD_TOO_LONG : null;
  }

  /** Returns the header name of each mapped field, by field name. */
  public Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    for (int index = 0; index < positions.size(); index++) {
      if (positions.get(index) >= 0) {
        headers.put(kind.fields().get(index).name(), header.get(positions.get(index)));
      }
    }
    return headers;
  }
}
