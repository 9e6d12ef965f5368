package io.tidemark.mrr;

import io.tidemark.tables.IngestTables;
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
import org.apache.spark.sql.types.StructType;

/** Turns the sorted invoice rows of a partition into the findings of one subscription at a time. */
final class SubscriptionPass implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final int CUSTOMER_CREATION = 15;
  static final int FIRST_AMOUNT = 16;

  /** One finding a row, in the column of its kind. */
  static final StructType SCHEMA = IngestTables.MRR_FINDINGS.schema();

  private final Rules rules;

  SubscriptionPass(Rules rules) {
    this.rules = rules;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new SubscriptionGroups(rows, this::findings);
  }

  /** A row of {@link Layers#bySubscription}; its amounts begin at column 16. */
  static Invoice invoice(Row row, int amount) {
    return new Invoice(
        row.getString(3),
        row.getString(0),
        row.getString(1),
        row.getString(2),
        InvoiceStatus.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
        row.getBoolean(5),
        row.getBoolean(6),
        time(row, 7),
        time(row, 8),
        time(row, 9),
        time(row, 10),
        time(row, 11),
        time(row, 12),
        time(row, 13),
        time(row, 14),
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
    Invoice any = invoices.get(0);
    Found found = new Found(any);
    for (Layer layer : reading.layers()) {
      boolean isOdd = reading.roundedTooMuch().contains(layer.invoice().invoiceId());
      found.add(layer(layer, isOdd), null, null, null);
    }
    reading
        .exclusions()
        .forEach((id, reason) -> found.add(null, RowFactory.create(id, reason.name()), null, null));
    for (Posting posting : reading.postings()) {
      found.add(null, null, posting(posting, any.currency()), null);
    }
    for (String invoiceId : reading.roundedTooMuch()) {
      found.add(null, null, null, invoiceId);
    }
    return found.rows;
  }

  /** What is found of one subscription, row by row. */
  private static final class Found {
    private final Invoice any;
    private final List<Row> rows = new ArrayList<>();

    private Found(Invoice any) {
      this.any = any;
    }

    private void add(Row layer, Row exclusion, Row posting, String roundedTooMuch) {
      rows.add(
          RowFactory.create(
              any.customerId(),
              any.subscriptionId(),
              any.currency(),
              rows.size(),
              layer,
              exclusion,
              posting,
              roundedTooMuch));
    }
  }

  private static Row layer(Layer layer, boolean isOdd) {
    return RowFactory.create(
        layer.invoice().subscriptionId(),
        layer.invoice().customerId(),
        layer.invoice().currency(),
        layer.stream(),
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
        text(isOdd ? Layer.Confidence.LOW : layer.confidence()),
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
