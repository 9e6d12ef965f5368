package io.tidemark.source.profile;

import io.tidemark.tables.Column;
import io.tidemark.tables.Table;

/** The type of the values of a field. */
public enum FieldType {
  TEXT,
  /** Money in major units, with a decimal comma or point. */
  AMOUNT,
  /** A number with a decimal comma or point that is not money. */
  DECIMAL,
  /** A currency code of ISO 4217, in upper or lower case. */
  CURRENCY,
  /** A status of an invoice. */
  STATUS,
  TIMESTAMP,
  /** A day, such as 2025-01-31. */
  DATE,
  BOOLEAN,
  /** The texts of several columns as one JSON object. */
  GATHERED,
  /** A whole number, zero or more. */
  COUNT;

  /** Returns the type of the text that a column is made from. */
  static FieldType of(Column column) {
    if (column.type().equals(Table.TIMESTAMP)) {
      return TIMESTAMP;
    }
    if (column.type().equals(Table.DATE)) {
      return DATE;
    }
    if (column.type().equals(Table.BOOLEAN)) {
      return BOOLEAN;
    }
    if (column.type().equals(Table.LONG)) {
      return column.name().endsWith("_minor") ? AMOUNT : COUNT;
    }
    return switch (column.name()) {
      case "currency" -> CURRENCY;
      case "status" -> STATUS;
      case "metadata" -> GATHERED;
      default -> TEXT;
    };
  }

  /** Returns whether values may have a decimal comma or point. */
  public boolean hasDecimals() {
    return this == AMOUNT || this == DECIMAL;
  }
}
