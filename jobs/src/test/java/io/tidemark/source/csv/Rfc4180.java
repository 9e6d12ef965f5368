package io.tidemark.source.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * A second, minimal reader of RFC 4180, written apart from the one under test. Lines end in LF, CR
 * or CRLF.
 */
final class Rfc4180 {

  /** A record and the line it starts on, from 1. */
  record Record(long line, List<String> fields) {}

  private final String text;
  private final char separator;
  private int position;
  private long line = 1;

  private Rfc4180(String text, char separator) {
    this.text = text;
    this.separator = separator;
  }

  /** Returns all records but blank lines. */
  static List<Record> records(String text, char separator) {
    Rfc4180 reader = new Rfc4180(text, separator);
    List<Record> records = new ArrayList<>();
    while (reader.position < text.length()) {
      int start = reader.position;
      Record record = new Record(reader.line, reader.fields());
      boolean isBlank = "\r\n".indexOf(text.charAt(start)) >= 0;
      if (!isBlank) {
        records.add(record);
      }
    }
    return records;
  }

  private List<String> fields() {
    List<String> fields = new ArrayList<>();
    do {
      fields.add(isAt('"') ? quoted() : plain());
    } while (skip(separator));
    if (position < text.length() && !skipLineEnd()) {
      throw new IllegalArgumentException("text after a closing quote at " + position);
    }
    return fields;
  }

  private String plain() {
    int start = position;
    while (position < text.length() && !isAt(separator) && !isAt('\n') && !isAt('\r')) {
      position++;
    }
    return text.substring(start, position);
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    position++;
    while (true) {
      int start = position;
      if (position == text.length()) {
        throw new IllegalArgumentException("no closing quote");
      }
      if (skip('"')) {
        if (!isAt('"')) {
          return field.toString();
        }
        position++;
        field.append('"');
      } else {
        if (!skipLineEnd()) {
          position++;
        }
        field.append(text, start, position);
      }
    }
  }

  private boolean skipLineEnd() {
    boolean isSkipped = skip('\r');
    isSkipped |= skip('\n');
    line += isSkipped ? 1 : 0;
    return isSkipped;
  }

  private boolean skip(char sign) {
    boolean isThere = isAt(sign);
    position += isThere ? 1 : 0;
    return isThere;
  }

  private boolean isAt(char sign) {
    return position < text.length() && text.charAt(position) == sign;
  }
}
