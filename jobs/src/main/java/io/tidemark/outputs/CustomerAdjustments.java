package io.tidemark.outputs;

import io.tidemark.outputs.CustomerExplanation.Adjustment;
import io.tidemark.tables.Currencies;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The corrections by hand of a customer's MRR. */
final class CustomerAdjustments {
  /** Also holds of a store that is older than adjustments. */
  private static final String HAS_ANY =
      "select count(*) from mrr_layers where customer_id = ? and kind = 'adjustment'";

  private static final String ADJUSTMENTS =
      """
      select adjustment_id, currency, mrr, valid_from, valid_to, reason, author, source_file,
             source_line
      from adjustments
      where customer_id = ?
      order by valid_from, adjustment_id
      """;

  private CustomerAdjustments() {}

  /** By id, which is that of its layer, in the order of time; none of them active. */
  static Map<String, Adjustment> of(RelationalReader store, String customerId) {
    Map<String, Adjustment> adjustments = new LinkedHashMap<>();
    if (store.list(HAS_ANY, row -> row.getLong(1), customerId).get(0) > 0) {
      store
          .list(ADJUSTMENTS, CustomerAdjustments::adjustment, customerId)
          .forEach(adjustment -> adjustments.put(adjustment.adjustmentId(), adjustment));
    }
    return adjustments;
  }

  /** The same, active or not on a date. */
  static Adjustment asOf(Adjustment adjustment, Optional<LocalDate> date) {
    boolean isActive =
        date.filter(day -> !day.isBefore(adjustment.from()))
            .filter(day -> adjustment.to() == null || day.isBefore(adjustment.to()))
            .isPresent();
    return new Adjustment(
        adjustment.adjustmentId(),
        adjustment.currency(),
        adjustment.mrr(),
        adjustment.from(),
        adjustment.to(),
        adjustment.reason(),
        adjustment.author(),
        adjustment.sourceFile(),
        adjustment.sourceLine(),
        isActive);
  }

  private static Adjustment adjustment(ResultSet row) throws SQLException {
    String currency = row.getString("currency");
    return new Adjustment(
        row.getString("adjustment_id"),
        currency,
        Currencies.scaled(row.getBigDecimal("mrr"), currency),
        row.getObject("valid_from", LocalDate.class),
        row.getObject("valid_to", LocalDate.class),
        row.getString("reason"),
        row.getString("author"),
        row.getString("source_file"),
        row.getLong("source_line"),
        false);
  }
}
