package io.tidemark.outputs;

import io.tidemark.outputs.CustomerExplanation.Adjustment;
import io.tidemark.outputs.MrrAnswer.ActiveLayer;
import io.tidemark.outputs.MrrAnswer.Amount;
import io.tidemark.tables.Currencies;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers the MRR of a customer on a date, with what it is made of or why there is none. */
public final class MrrOnDate {
  private static final String CUSTOMER = "select * from customers where customer_id = ?";

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

  /**
   * @return empty for a customer whom neither the customers file nor an invoice names
   */
  public Optional<MrrAnswer> of(String customerId, LocalDate date) {
    List<Optional<String>> names = store.list(CUSTOMER, CustomerName::of, customerId);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<Amount> amounts =
        store.list(AMOUNTS, MrrOnDate::amount, customerId, date, date).stream()
            .filter(amount -> amount.mrr().signum() > 0)
            .toList();
    List<ActiveLayer> layers = layers(customerId, date);
    boolean hasMrr = amounts.stream().anyMatch(amount -> !amount.isConverted());
    MrrAnswer answer =
        new MrrAnswer(
            customerId,
            names.get(0).orElse(null),
            date,
            store.run().runId(),
            date.isAfter(store.run().dataThrough()),
            amounts,
            layers,
            hasMrr ? List.of() : new WithoutMrr(store, customerId, date).reasons(layers));
    return Optional.of(answer);
  }

  private static Amount amount(ResultSet row) throws SQLException {
    return new Amount(
        row.getString("currency"),
        row.getBoolean("is_converted"),
        money(row, "mrr"),
        money(row, "implied"),
        money(row, "pending"),
        money(row, "low_confidence"));
  }

  private List<ActiveLayer> layers(String customerId, LocalDate date) {
    List<ActiveLayer> layers = store.list(LAYERS, MrrOnDate::layer, customerId, date, date);
    if (layers.stream().noneMatch(ActiveLayer::isByHand)) {
      return layers;
    }
    Map<String, Adjustment> adjustments = CustomerAdjustments.of(store, customerId);
    return layers.stream().map(layer -> layer.because(adjustments.get(layer.layerId()))).toList();
  }

  private static ActiveLayer layer(ResultSet row) throws SQLException {
    return new ActiveLayer(
        row.getString("layer_id"),
        row.getString("subscription_id"),
        row.getString("invoice_id"),
        row.getString("currency"),
        money(row, "mrr"),
        row.getString("kind"),
        row.getString("basis"),
        row.getString("confidence"),
        row.getObject("start_date", LocalDate.class),
        row.getObject("end_date", LocalDate.class),
        null,
        null);
  }

  /** With the decimals of the row's currency: the database keeps four. */
  private static BigDecimal money(ResultSet row, String column) throws SQLException {
    return Currencies.scaled(row.getBigDecimal(column), row.getString("currency"));
  }
}
