package io.tidemark.outputs;

import io.tidemark.errors.Errors;
import io.tidemark.outputs.MrrAnswer.ActiveLayer;
import io.tidemark.outputs.MrrAnswer.Amount;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** Answers the MRR of a customer on a date, with what it is made of or why there is none. */
public final class MrrOnDate {
  private static final String CUSTOMER = "select 1 from customers where customer_id = ?";

  private static final String AMOUNTS =
      """
      select currency, is_converted, mrr, implied, pending, low_confidence
      from customer_mrr
      where customer_id = ? and valid_from <= ? and ? < valid_to
      order by is_converted, currency
      """;

  private static final String LAYERS =
      """
      select layer_id, subscription_id, invoice_id, currency, mrr, kind, basis, confidence,
             start_date, end_date
      from mrr_layers
      where customer_id = ? and start_date <= ? and ? < end_date
      order by start_at, end_at, layer_id
      """;

  private final RelationalReader store;

  public MrrOnDate(RelationalReader store) {
    this.store = store;
  }

  /** Whether the customers file or an invoice names the customer. */
  public boolean knows(String customerId) {
    return !store.list(CUSTOMER, row -> row.getInt(1), customerId).isEmpty();
  }

  /**
   * @throws io.tidemark.errors.UserError for a customer that the run does not know
   */
  public MrrAnswer of(String customerId, LocalDate date) {
    if (!knows(customerId)) {
      throw Errors.customersNotFound(List.of(customerId));
    }
    List<Amount> amounts =
        store.list(AMOUNTS, MrrOnDate::amount, customerId, date, date).stream()
            .filter(amount -> amount.mrr().signum() > 0)
            .toList();
    List<ActiveLayer> layers = store.list(LAYERS, MrrOnDate::layer, customerId, date, date);
    boolean hasMrr = amounts.stream().anyMatch(amount -> !amount.isConverted());
    return new MrrAnswer(
        customerId,
        date,
        store.run().runId(),
        date.isAfter(store.run().dataThrough()),
        amounts,
        layers,
        hasMrr ? List.of() : new WithoutMrr(store, customerId, date).reasons(layers));
  }

  private static Amount amount(ResultSet row) throws SQLException {
    String currency = row.getString("currency");
    return new Amount(
        currency,
        row.getBoolean("is_converted"),
        row.getBigDecimal("mrr"),
        row.getBigDecimal("implied"),
        row.getBigDecimal("pending"),
        row.getBigDecimal("low_confidence"));
  }

  private static ActiveLayer layer(ResultSet row) throws SQLException {
    BigDecimal mrr = row.getBigDecimal("mrr");
    return new ActiveLayer(
        row.getString("layer_id"),
        row.getString("subscription_id"),
        row.getString("invoice_id"),
        row.getString("currency"),
        mrr,
        row.getString("kind"),
        row.getString("basis"),
        row.getString("confidence"),
        row.getObject("start_date", LocalDate.class),
        row.getObject("end_date", LocalDate.class));
  }
}
