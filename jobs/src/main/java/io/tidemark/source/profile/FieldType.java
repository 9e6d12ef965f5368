package io.tidemark.source.profile;

import io.tidemark.tables.Column;
import io.tidemark.tables.Table;

/** What the text of a field must be. */
public enum FieldType {
  TEXT,
  /** Money in major units, with a decimal comma or point. */
  AMOUNT,
  /** A number with a decimal comma or point that is no money. */
  DECIMAL,
  /** ISO 4217, in either case. */
  CURRENCY,
  /** One of the statuses of an invoice. */
  STATUS,
  TIMESTAMP,
  /** A day, as 2025-01-31. */
  DATE,
  BOOLEAN,
  /** The texts of several columns as one JSON object. */
  GATHERED,
  /** A whole number, zero or more. */
  COUNT;

  /** The type of the text a column is made from. */
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

  /** Whether a decimal comma or point may stand in it. */
  public boolean hasDecimals() {
    return this == AMOUNT || this == DECIMAL;
  }
}
