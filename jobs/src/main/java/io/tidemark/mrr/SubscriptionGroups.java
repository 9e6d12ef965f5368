package io.tidemark.mrr;

import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/** Gathers the rows of one subscription, reads them, and hands out what was found. */
final class SubscriptionGroups implements Iterator<Row> {
  private static final int CUSTOMER_CREATION = 15;
  static final int FIRST_AMOUNT = 16;

  private final Iterator<Row> rows;
  private final Function<List<Row>, List<Row>> reader;
  private Row ahead;
  private Iterator<Row> found = Collections.emptyIterator();

  /**
   * @param rows of {@link Layers#bySubscription}
   * @param reader what one subscription gives
   */
  SubscriptionGroups(Iterator<Row> rows, Function<List<Row>, List<Row>> reader) {
    this.rows = rows;
    this.reader = reader;
    this.ahead = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    while (!found.hasNext() && ahead != null) {
      found = reader.apply(nextGroup()).iterator();
    }
    return found.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return found.next();
  }

  private List<Row> nextGroup() {
    List<Row> group = new ArrayList<>();
    Row first = ahead;
    while (ahead != null && isSameSubscription(first, ahead)) {
      group.add(ahead);
      ahead = rows.hasNext() ? rows.next() : null;
    }
    return group;
  }

  private static boolean isSameSubscription(Row one, Row other) {
    return Objects.equals(one.get(0), other.get(0))
        && Objects.equals(one.get(1), other.get(1))
        && Objects.equals(one.get(2), other.get(2));
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
}
