package io.tidemark.mrr;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.mrr.engine.CustomerPostings;
import io.tidemark.mrr.engine.CustomerReading;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer;
import io.tidemark.mrr.engine.LayerPolicy;
import io.tidemark.mrr.engine.Posting;
import io.tidemark.mrr.engine.SubscriptionResult;
import io.tidemark.staging.Subscriptions;
import io.tidemark.tables.BillingInterval;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Computes the layers of one customer at a time by the MRR rules. */
public final class CustomerLayers implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int ID_LENGTH = 32;

  private final LayerPolicy rules;
  private final Settings.Amount amount;
  private final DataWindow window;

  private CustomerLayers(LayerPolicy rules, Settings.Amount amount, DataWindow window) {
    this.rules = rules;
    this.amount = amount;
    this.window = window;
  }

  public static CustomerLayers of(Policy policy, DataWindow window) {
    LayerPolicy rules = LayerPolicy.of(policy, window.from(), window.through());
    return new CustomerLayers(rules, policy.get(Settings.AMOUNT), window);
  }

  /**
   * The result of the MRR rules for the invoices of a customer.
   *
   * @param subscriptions the invoices by subscription, as the rules use them
   * @param exclusions code of the reason by invoice id; an invoice without one counts
   * @param postings the parts of counting invoices that no layer shows
   * @param roundedTooMuch invoices with a remainder that is too large to be rounding
   */
  public record Found(
      List<InvoiceFacts> invoices,
      List<BilledSubscription> subscriptions,
      List<MrrLayer> layers,
      Map<String, String> exclusions,
      List<Posting> postings,
      List<String> roundedTooMuch) {

    /** Returns the postings of the customer. */
    public CustomerPostings customerPostings() {
      return new CustomerPostings(postings, roundedTooMuch);
    }
  }

  private record Group(String subscriptionId, String currency) {
    private static final Comparator<Group> ORDER =
        Comparator.comparing(
                Group::subscriptionId, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Group::currency);
  }

  /** The invoices of one subscription in one currency, or one-offs. */
  private record Billed(
      Group group,
      String ownInterval,
      List<Invoice> net,
      List<Invoice> beforeDiscount,
      List<StatusTimes> statusTimes) {

    static Billed of(String customerId, Group group, List<Row> rows, String ownInterval) {
      List<Invoice> net = new ArrayList<>(rows.size());
      List<Invoice> beforeDiscount = new ArrayList<>(rows.size());
      List<StatusTimes> statusTimes = new ArrayList<>(rows.size());
      for (Row row : rows) {
        statusTimes.add(InvoiceCodec.statusTimes(row));
        Invoice invoice = InvoiceCodec.invoice(row, customerId);
        long discount = InvoiceCodec.discountMinor(row);
        net.add(invoice);
        beforeDiscount.add(
            discount == 0 ? invoice : invoice.part(Math.addExact(invoice.netMinor(), discount)));
      }
      return new Billed(group, ownInterval, net, beforeDiscount, statusTimes);
    }

    List<Invoice> invoices(Settings.Amount amount) {
      return amount == Settings.Amount.NET ? net : beforeDiscount;
    }
  }

  /**
   * Applies the rules to all invoices of a customer.
   *
   * @param rows packed rows of {@link io.tidemark.tables.StagingTables#INVOICES}
   * @param subscriptions of the same invoices
   * @param createdAt when the customer was created; null if unknown
   */
  public Found read(
      String customerId, List<Row> rows, Subscriptions subscriptions, Instant createdAt) {
    Map<Group, List<Row>> groups = new TreeMap<>(Group.ORDER);
    for (Row row : rows) {
      Group group = new Group(row.getAs("subscription_id"), row.getAs("currency"));
      groups.computeIfAbsent(group, x -> new ArrayList<>()).add(row);
    }
    Found found =
        new Found(
            new ArrayList<>(rows.size()),
            new ArrayList<>(groups.size()),
            new ArrayList<>(),
            new HashMap<>(),
            new ArrayList<>(),
            new ArrayList<>());
    List<Billed> billed = new ArrayList<>(groups.size());
    groups.forEach(
        (group, ofGroup) -> {
          String interval = subscriptions.interval(group.subscriptionId());
          billed.add(Billed.of(customerId, group, ofGroup, interval));
        });
    List<List<Invoice>> invoices = billed.stream().map(each -> each.invoices(amount)).toList();
    List<SubscriptionResult> readings = CustomerReading.of(invoices, createdAt, rules);
    for (int index = 0; index < billed.size(); index++) {
      add(billed.get(index), readings.get(index), createdAt, found);
    }
    for (Row row : rows) {
      found
          .invoices()
          .add(InvoiceCodec.facts(row, found.exclusions().get(row.getAs("invoice_id"))));
    }
    return found;
  }

  private void add(Billed billed, SubscriptionResult reading, Instant createdAt, Found found) {
    found
        .subscriptions()
        .add(
            new BilledSubscription(
                billed.group.subscriptionId(),
                billed.group.currency(),
                billed.net,
                billed.beforeDiscount,
                billed.statusTimes,
                createdAt,
                reading));
    String ownInterval = billed.ownInterval;
    for (Layer layer : reading.layers()) {
      boolean isOdd = reading.roundedTooMuch().contains(layer.invoice().invoiceId());
      found.layers().add(layer(layer, isOdd, ownInterval));
    }
    reading.exclusions().forEach((id, reason) -> found.exclusions().put(id, reason.name()));
    found.postings().addAll(reading.postings());
    found.roundedTooMuch().addAll(reading.roundedTooMuch());
  }

  private MrrLayer layer(Layer layer, boolean isOdd, String ownInterval) {
    return new MrrLayer(
        layerId(layer),
        layer.invoice().subscriptionId(),
        layer.invoice().currency(),
        layer.stream(),
        layer.start(),
        layer.end(),
        window.date(layer.start()),
        window.date(layer.end()),
        layer.weight(),
        layer.cycle().start(),
        layer.cycle().end(),
        layer.cycle().months(),
        layer.mrrMinor(),
        layer.billedMinor(),
        layer.creditMinor(),
        text(layer.kind()),
        text(layer.basis()),
        isOdd || layer.confidence() == Layer.Confidence.LOW,
        layer.invoice().invoiceId(),
        layer.startsUnseen(),
        billingInterval(layer, ownInterval));
  }

  /**
   * Returns the interval of the cycle. If the cycle has no regular interval, such as a trial or a
   * first cycle up to a common billing day, the main stream has the interval of the subscription,
   * and every other stream has {@link BillingInterval#OTHER}.
   */
  private static String billingInterval(Layer layer, String ownInterval) {
    return BillingInterval.ofMonths(
            layer.cycle().months().getNumerator(), layer.cycle().months().getDenominator())
        .map(BillingInterval::text)
        .orElseGet(
            () ->
                layer.stream() == 0 && ownInterval != null
                    ? ownInterval
                    : BillingInterval.OTHER.text());
  }

  /**
   * Returns the id of a layer. The start distinguishes the pending layers of one invoice, before a
   * late renewal and at the end of the data. The stream distinguishes the parts of an invoice that
   * bills several streams.
   */
  private static String layerId(Layer layer) {
    StringBuilder parts = new StringBuilder();
    if (layer.invoice().subscriptionId() != null) {
      parts.append(layer.invoice().subscriptionId()).append('|');
    }
    parts.append(layer.invoice().invoiceId()).append('|').append(text(layer.kind()));
    parts.append('|').append(layer.start().getEpochSecond());
    if (layer.stream() > 0) {
      parts.append('|').append(layer.stream());
    }
    byte[] bytes = parts.toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256().digest(bytes)).substring(0, ID_LENGTH);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
