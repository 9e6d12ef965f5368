package io.tidemark.mrr;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.RATE;
import static io.tidemark.tables.Table.STRING;

import io.tidemark.tables.InvoiceStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/** Turns the sorted invoice rows of a partition into the findings of one subscription at a time. */
final class SubscriptionPass implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final int CUSTOMER_CREATION = 14;
  static final int FIRST_AMOUNT = 15;
  private static final DecimalType EXACT = DataTypes.createDecimalType(38, 0);

  private static final StructType LAYER =
      new StructType()
          .add("subscription_id", STRING)
          .add("customer_id", STRING)
          .add("currency", STRING)
          .add("start_second", LONG)
          .add("end_second", LONG)
          .add("months", RATE)
          .add("months_exact", STRING)
          .add("cycle_start_second", LONG)
          .add("cycle_end_second", LONG)
          .add("cycle_months_exact", STRING)
          .add("mrr_minor", LONG)
          .add("billed_minor", LONG)
          .add("credit_minor", LONG)
          .add("kind", STRING)
          .add("basis", STRING)
          .add("confidence", STRING)
          .add("invoice_id", STRING)
          .add("starts_unseen", BOOLEAN);

  private static final StructType EXCLUSION =
      new StructType().add("invoice_id", STRING).add("exclusion_reason", STRING);

  private static final StructType POSTING =
      new StructType()
          .add("invoice_id", STRING)
          .add("currency", STRING)
          .add("line", STRING)
          .add("numerator", EXACT)
          .add("denominator", EXACT);

  /** One finding a row, in the column of its kind. */
  static final StructType SCHEMA =
      new StructType()
          .add("layer", LAYER)
          .add("exclusion", EXCLUSION)
          .add("posting", POSTING)
          .add("rounded_too_much", STRING);

  private final Rules rules;

  SubscriptionPass(Rules rules) {
    this.rules = rules;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new SubscriptionGroups(rows, this::findings);
  }

  /** A row of {@link Layers#bySubscription}; its amounts begin at column 15. */
  static Invoice invoice(Row row, int amount) {
    return new Invoice(
        row.getString(3),
        row.getString(0),
        row.getString(1),
        row.getString(2),
        InvoiceStatus.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
        row.getBoolean(5),
        time(row, 6),
        time(row, 7),
        time(row, 8),
        time(row, 9),
        time(row, 10),
        time(row, 11),
        time(row, 12),
        time(row, 13),
        row.getLong(FIRST_AMOUNT + amount));
  }

  private static Instant time(Row row, int index) {
    return row.isNullAt(index) ? null : Instant.ofEpochSecond(row.getLong(index));
  }

  /** When the customer of a group was created; null where unknown. */
  static Instant createdAt(List<Row> group) {
    return time(group.get(0), CUSTOMER_CREATION);
  }

  private List<Row> findings(List<Row> group) {
    List<Invoice> invoices = group.stream().map(row -> invoice(row, 0)).toList();
    Reading reading = Reading.of(invoices, createdAt(group), rules);
    String currency = invoices.get(0).currency();
    List<Row> found = new ArrayList<>();
    for (Layer layer : reading.layers()) {
      found.add(RowFactory.create(layer(layer), null, null, null));
    }
    reading
        .exclusions()
        .forEach(
            (id, reason) ->
                found.add(
                    RowFactory.create(null, RowFactory.create(id, reason.name()), null, null)));
    for (Posting posting : reading.postings()) {
      found.add(RowFactory.create(null, null, posting(posting, currency), null));
    }
    for (String invoiceId : reading.roundedTooMuch()) {
      found.add(RowFactory.create(null, null, null, invoiceId));
    }
    return found;
  }

  private static Row layer(Layer layer) {
    return RowFactory.create(
        layer.invoice().subscriptionId(),
        layer.invoice().customerId(),
        layer.invoice().currency(),
        layer.start().getEpochSecond(),
        layer.end().getEpochSecond(),
        layer.weight().bigDecimalValue(8, RoundingMode.HALF_UP),
        exact(layer.weight()),
        layer.cycle().start().getEpochSecond(),
        layer.cycle().end().getEpochSecond(),
        exact(layer.cycle().months()),
        layer.mrrMinor(),
        layer.billedMinor(),
        layer.creditMinor(),
        text(layer.kind()),
        text(layer.basis()),
        text(layer.confidence()),
        layer.invoice().invoiceId(),
        layer.startsUnseen());
  }

  private static Row posting(Posting posting, String currency) {
    BigFraction amount = posting.amount();
    return RowFactory.create(
        posting.invoiceId(),
        currency,
        text(posting.line()),
        new BigDecimal(amount.getNumerator()),
        new BigDecimal(amount.getDenominator()));
  }

  private static String exact(BigFraction fraction) {
    return fraction.getNumerator() + "/" + fraction.getDenominator();
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
