package io.tidemark.mrr;

import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.STRING;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the same invoices under several policies at once: one pass, whatever their number. What a
 * policy differs in does not touch most subscriptions; those are not read again.
 */
public final class PolicyVariants implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final StructType SCHEMA =
      new StructType()
          .add("variant", STRING)
          .add("customer_id", STRING)
          .add("currency", STRING)
          .add("mrr_minor", LONG);

  private final List<Variant> variants;
  private final LocalDate date;
  private final ZoneId zone;

  /**
   * @param amount which of the row's amounts it reads
   */
  private record Variant(String name, Rules rules, int amount) implements Serializable {}

  private PolicyVariants(List<Variant> variants, DataWindow window) {
    this.variants = new ArrayList<>(variants);
    this.date = window.asOf();
    this.zone = window.zone();
  }

  /**
   * What each subscription is worth on the as-of date, as {@code variant}, {@code customer_id},
   * {@code currency}, {@code mrr_minor}; no row where that is nothing.
   *
   * @param policies by the name of the variant
   */
  public static Dataset<Row> mrr(
      Dataset<Row> invoices,
      Dataset<Row> customers,
      Map<String, Policy> policies,
      DataWindow window) {
    List<Settings.Amount> amounts = List.of(Settings.Amount.values());
    Column[] columns = amounts.stream().map(Layers::amount).toArray(Column[]::new);
    List<Variant> variants =
        policies.entrySet().stream()
            .map(
                entry ->
                    new Variant(
                        entry.getKey(),
                        Rules.of(entry.getValue(), window.from(), window.through()),
                        amounts.indexOf(entry.getValue().get(Settings.AMOUNT))))
            .toList();
    return Layers.bySubscription(invoices, customers, columns)
        .mapPartitions(new PolicyVariants(variants, window), Encoders.row(SCHEMA));
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new SubscriptionGroups(rows, this::worths);
  }

  private List<Row> worths(List<Row> group) {
    List<List<Invoice>> byAmount = new ArrayList<>();
    for (int amount = 0; amount < Settings.Amount.values().length; amount++) {
      int column = amount;
      byAmount.add(group.stream().map(row -> SubscriptionPass.invoice(row, column)).toList());
    }
    Map<String, Long> known = new HashMap<>();
    List<Row> worths = new ArrayList<>();
    for (Variant variant : variants) {
      List<Invoice> invoices = byAmount.get(variant.amount());
      Rules rules = variant.rules().asFarAsTheyMatterTo(invoices);
      String reading = rules + " " + byAmount.indexOf(invoices);
      long mrrMinor =
          known.computeIfAbsent(
              reading, x -> mrr(Reading.of(invoices, SubscriptionPass.createdAt(group), rules)));
      if (mrrMinor != 0) {
        Invoice first = invoices.get(0);
        worths.add(
            RowFactory.create(variant.name(), first.customerId(), first.currency(), mrrMinor));
      }
    }
    return worths;
  }

  private LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, zone);
  }

  private long mrr(Reading reading) {
    return reading.layers().stream()
        .filter(layer -> !day(layer.start()).isAfter(date) && day(layer.end()).isAfter(date))
        .mapToLong(Layer::mrrMinor)
        .sum();
  }
}
