package io.tidemark.query;

import io.tidemark.query.CustomerExplanation.Adjustment;
import io.tidemark.query.MrrAnswer.ActiveLayer;
import io.tidemark.query.MrrAnswer.Amount;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRow;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks up the MRR of a customer on a date, with its layers or the reasons why there is none. */
public final class MrrLookup {
  private static final Comparator<ExportRow> BY_CURRENCY =
      Comparator.comparing((ExportRow row) -> row.isTrue("is_converted"))
          .thenComparing(row -> row.text("currency"));

  static final Comparator<ExportRow> BY_TIME =
      Comparator.comparing((ExportRow row) -> row.time("start_at"))
          .thenComparing(row -> row.time("end_at"))
          .thenComparing(row -> row.text("layer_id"));

  private final ExportReader run;

  public MrrLookup(ExportReader run) {
    this.run = run;
  }

  /** Loads several customers, so that queries for them take less time. */
  public void expect(Collection<String> customers) {
    List<String> tables =
        List.of(
            ExportReader.CUSTOMERS,
            ExportReader.CUSTOMER_MRR,
            ExportReader.MRR_LAYERS,
            ExportReader.INVOICES);
    run.hold(tables, customers);
  }

  /**
   * Returns the MRR of a customer on a date.
   *
   * @return empty for a customer that is neither in the customers file nor in an invoice
   */
  public Optional<MrrAnswer> of(String customerId, LocalDate date) {
    List<ExportRow> customer = run.rows(ExportReader.CUSTOMERS, "customer_id", customerId);
    if (customer.isEmpty()) {
      return Optional.empty();
    }
    List<Amount> amounts =
        amounts(run, customerId, date)
            .map(MrrLookup::amount)
            .filter(amount -> amount.mrr().signum() > 0)
            .toList();
    List<ActiveLayer> layers = layers(customerId, date);
    boolean hasMrr = amounts.stream().anyMatch(amount -> !amount.isConverted());
    MrrAnswer answer =
        new MrrAnswer(
            customerId,
            customer.get(0).text("name"),
            date,
            run.run().runId(),
            date.isAfter(run.run().dataThroughDate()),
            amounts,
            layers,
            hasMrr ? List.of() : new NoMrrReasons(run, customerId, date).reasons(layers));
    return Optional.of(answer);
  }

  /** Returns the rows of {@code customer_mrr} that apply on a date, native amounts first. */
  static Stream<ExportRow> amounts(ExportReader run, String customerId, LocalDate date) {
    return run.rows(ExportReader.CUSTOMER_MRR, "customer_id", customerId).stream()
        .filter(row -> isWithin(date, row.date("valid_from"), row.date("valid_to")))
        .sorted(BY_CURRENCY);
  }

  private static Amount amount(ExportRow row) {
    return new Amount(
        row.text("currency"),
        row.isTrue("is_converted"),
        row.amount("mrr"),
        row.amount("implied"),
        row.amount("pending"),
        row.amount("low_confidence"));
  }

  private List<ActiveLayer> layers(String customerId, LocalDate date) {
    List<ActiveLayer> layers =
        run.rows(ExportReader.MRR_LAYERS, "customer_id", customerId).stream()
            .filter(row -> isWithin(date, row.date("start_date"), row.date("end_date")))
            .sorted(BY_TIME)
            .map(MrrLookup::layer)
            .toList();
    if (layers.stream().noneMatch(ActiveLayer::isByHand)) {
      return layers;
    }
    Map<String, Adjustment> adjustments = CustomerAdjustments.of(run, customerId);
    return layers.stream().map(layer -> layer.because(adjustments.get(layer.layerId()))).toList();
  }

  private static ActiveLayer layer(ExportRow row) {
    return new ActiveLayer(
        row.text("layer_id"),
        row.text("subscription_id"),
        row.text("invoice_id"),
        row.text("currency"),
        row.amount("mrr"),
        row.text("kind"),
        row.text("basis"),
        row.text("confidence"),
        row.date("start_date"),
        row.date("end_date"),
        null,
        null);
  }

  private static boolean isWithin(LocalDate date, LocalDate from, LocalDate to) {
    return !date.isBefore(from) && date.isBefore(to);
  }
}
