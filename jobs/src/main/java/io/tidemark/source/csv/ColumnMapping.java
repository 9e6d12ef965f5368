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
 * Where a file keeps what we need.
 *
 * @param header its header, as it stands, without columns at the end that have no name
 * @param positions for each field of the kind, in order, its column from 0, or -1 where the file
 *     has none
 * @param gathered the columns, from 0, of the field that is made of several, by their names in it
 * @param styles how the column of each field of the kind writes its values
 * @param mostCells how many cells a record may have: those beyond the header must be empty
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

  /** The text of a field, by its place in the kind; null where it is empty or the file has none. */
  String text(List<String> texts, int index) {
    if (kind.fields().get(index).type() == FieldType.GATHERED) {
      return MetadataColumns.json(gathered, texts);
    }
    int position = positions.get(index);
    String text = position < 0 ? "" : texts.get(position);
    return text.isEmpty() ? null : text;
  }

  /** The number of decimals of a record's amounts; -1 where its currency is unknown. */
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
   * Cells without the empty ones at the end.
   *
   * @param least how many stay in any case
   */
  static List<String> withoutEmptyEnd(List<String> cells, int least) {
    int end = cells.size();
    while (end > least && cells.get(end - 1).isBlank()) {
      end--;
    }
    return cells.subList(0, end);
  }

  /** Whether a column of the file, from 0, is one of ours. */
  boolean isMapped(int column) {
    return positions.contains(column) || gathered.containsValue(column);
  }

  /** The columns of the file that are none of ours. */
  public List<String> unknownColumns() {
    return IntStream.range(0, header.size())
        .filter(column -> !isMapped(column))
        .mapToObj(header::get)
        .toList();
  }

  /** The optional fields without a column that MRR or its movements depend on. */
  List<String> absentForMrr() {
    return kind.optionalForMrr().stream().filter(field -> !has(field)).toList();
  }

  /** Whether the tax of an invoice has a column: the whole of it, or each of its parts. */
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

  /** The text of a record without the e-mail addresses in it. */
  String withoutEmails(CheckedRecord judged) {
    String text = judged.record().text();
    int email = kind.indexOf("email");
    if (email >= 0 && judged.reason() == null && text(judged.record().fields(), email) != null) {
      String address = text(judged.record().fields(), email);
      text = text.replace(address.replace("\"", "\"\""), Emails.HIDDEN);
    }
    return Emails.hidden(text);
  }

  /** Why a record is no row, or null where it is one. */
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

  /** The header name of each field the file has, by field name. */
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
