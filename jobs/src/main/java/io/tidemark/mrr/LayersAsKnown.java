package io.tidemark.mrr;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import io.tidemark.config.Policy;
import io.tidemark.tables.InvoiceStatus;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Reads every subscription as it was known at the end of several days, and as it is known now: one
 * pass, whatever their number. What is gathered of a partition comes back as one value.
 */
public final class LayersAsKnown<T extends LayersAsKnown.Gatherer<T>>
    implements MapPartitionsFunction<Row, Object> {
  private static final long serialVersionUID = 1L;
  private static final int STATES = SubscriptionGroups.FIRST_AMOUNT + 1;
  private static final String BETWEEN_DAYS = ";";
  private static final String BETWEEN_FIELDS = ",";

  private final LocalDate asOf;
  private final Rules now;
  private final List<Day> days = new ArrayList<>();
  private final T gatherer;

  /** What the layers of subscriptions tell, gathered. */
  public interface Gatherer<T extends Gatherer<T>> extends Serializable {
    /**
     * Adds one subscription.
     *
     * @param known its layers, by the day they were known on; the as-of date stands for now
     * @param customerCreatedAt null where unknown
     */
    void add(SortedMap<LocalDate, List<Layer>> known, Instant customerCreatedAt);

    /** Its class. */
    Class<T> type();

    /** Adds what was gathered elsewhere. */
    void addAll(T other);
  }

  private record Day(LocalDate date, Rules rules) implements Serializable {}

  private LayersAsKnown(LocalDate asOf, Rules now, T gatherer) {
    this.asOf = asOf;
    this.now = now;
    this.gatherer = gatherer;
  }

  /**
   * Adds all subscriptions.
   *
   * @param invoices as staged
   * @param customers as staged
   * @param days past days, each before the as-of date
   * @param gatherer that has gathered nothing yet
   */
  public static <T extends Gatherer<T>> void gather(
      Dataset<Row> invoices,
      Dataset<Row> customers,
      Policy policy,
      DataWindow window,
      List<LocalDate> days,
      T gatherer) {
    Rules now = Rules.of(policy, window.from(), window.through());
    LayersAsKnown<T> pass = new LayersAsKnown<>(window.asOf(), now, gatherer);
    List<Column> states = new ArrayList<>();
    for (LocalDate day : days) {
      Instant end = day.plusDays(1).atStartOfDay(window.zone()).toInstant().minusSeconds(1);
      pass.days.add(new Day(day, Rules.of(policy, window.from(), end)));
      states.add(coalesce(state(end), lit("")));
    }
    // One text instead of a column for each day: Spark plans and compiles it in a fraction of the
    // time.
    Column allStates = concat_ws(BETWEEN_DAYS, states.toArray(Column[]::new));
    Layers.bySubscription(invoices, customers, Layers.amount(policy), allStates)
        .mapPartitions(pass, Encoders.javaSerialization(Object.class))
        .collectAsList()
        .forEach(found -> gatherer.addAll(gatherer.type().cast(found)));
  }

  private static Column state(Instant time) {
    Column then = lit(time);
    Column fields =
        concat_ws(
            BETWEEN_FIELDS,
            KnownAt.statusAt(then),
            coalesce(KnownAt.isClosedAt(then), lit(false)),
            seconds(KnownAt.stamp("finalized_at", then)),
            seconds(KnownAt.stamp("uncollectible_at", then)));
    return when(KnownAt.isWrittenAt(then), fields);
  }

  private static Column seconds(Column stamp) {
    return coalesce(unix_seconds(stamp).cast("string"), lit(""));
  }

  /** Each task has a copy of its own to gather with. */
  @Override
  public Iterator<Object> call(Iterator<Row> rows) {
    new SubscriptionGroups(rows, this::gather).forEachRemaining(none -> {});
    return List.<Object>of(gatherer).iterator();
  }

  private List<Row> gather(List<Row> group) {
    List<Invoice> invoices = group.stream().map(row -> SubscriptionGroups.invoice(row, 0)).toList();
    Instant createdAt = SubscriptionGroups.createdAt(group);
    SortedMap<LocalDate, List<Layer>> known = new TreeMap<>();
    known.put(asOf, Reading.of(invoices, createdAt, now).layers());
    List<String[]> states =
        group.stream().map(row -> row.getString(STATES).split(BETWEEN_DAYS, -1)).toList();
    for (int day = 0; day < days.size(); day++) {
      List<Invoice> then = known(invoices, states, day);
      if (!then.isEmpty()) {
        Reading reading = Reading.of(then, createdAt, days.get(day).rules());
        known.put(days.get(day).date(), reading.layers());
      }
    }
    gatherer.add(known, createdAt);
    return List.of();
  }

  private static List<Invoice> known(List<Invoice> invoices, List<String[]> states, int day) {
    List<Invoice> known = new ArrayList<>();
    for (int index = 0; index < invoices.size(); index++) {
      String state = states.get(index)[day];
      if (!state.isEmpty()) {
        String[] fields = state.split(BETWEEN_FIELDS, -1);
        known.add(
            invoices
                .get(index)
                .as(
                    InvoiceStatus.valueOf(fields[0].toUpperCase(Locale.ROOT)),
                    Boolean.parseBoolean(fields[1]),
                    time(fields[2]),
                    time(fields[3])));
      }
    }
    return known;
  }

  private static Instant time(String seconds) {
    return seconds.isEmpty() ? null : Instant.ofEpochSecond(Long.parseLong(seconds));
  }
}
