package io.tidemark.outputs;

import io.tidemark.errors.Printable;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** The name of a customer: a label beside its id, nothing else. */
final class CustomerName {
  private static final String COLUMN = "name";

  private CustomerName() {}

  /** The name in a row of customers; none in a store that is older than names. */
  static Optional<String> of(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      if (columns.getColumnLabel(column).toLowerCase(Locale.ROOT).equals(COLUMN)) {
        return Optional.ofNullable(row.getString(column));
      }
    }
    return Optional.empty();
  }

  /** The id, and the name in brackets where there is one, as they may be shown. */
  static String labelled(String customerId, String name) {
    String id = Printable.whole(customerId);
    return name == null ? id : id + " (" + Printable.escaped(name) + ")";
  }
}
