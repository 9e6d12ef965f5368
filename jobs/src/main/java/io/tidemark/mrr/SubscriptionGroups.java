package io.tidemark.mrr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/** Gathers the rows of one subscription, reads them, and hands out what was found. */
final class SubscriptionGroups implements Iterator<Row> {
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
}
