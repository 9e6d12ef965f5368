package io.tidemark.mrr;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.tables.InvoiceStatus;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The customers whose MRR may differ from what an earlier run published: only they are computed
 * anew. A customer's MRR follows from its own invoices, corrections and facts, from the rules, and
 * from where the data begins and ends. Whoever is in doubt is affected.
 */
public final class Affected {
  /** Where an invoice came from decides nothing; why it makes no layer is what is asked. */
  private static final Set<String> NOT_READ =
      Set.of("exclusion_reason", "source_file", "source_line");

  /** What the rules read of a customer. */
  private static final List<String> FACTS = List.of("created_at", "payment_count");

  private static final String[] CUSTOMER = {"customer_id"};

  private final Optional<Before> before;
  private final Dataset<Row> customers;

  private Affected(Optional<Before> before, Dataset<Row> customers) {
    this.before = before;
    this.customers = customers;
  }

  /** What the rules are about to read. */
  public record Now(
      Dataset<Row> invoices,
      Dataset<Row> customers,
      Dataset<Row> adjustments,
      DataWindow window,
      Policy policy) {}

  /** Everyone: without an earlier run, or where its rules were others. */
  public static Affected everyone() {
    return new Affected(Optional.empty(), null);
  }

  /**
   * Those of whom anything changed.
   *
   * @param before a run under the same policy, code and rates
   * @param keeper computes rows once
   */
  public static Affected of(Before before, Now now, UnaryOperator<Dataset<Row>> keeper) {
    if (!before.window().from().equals(now.window().from())) {
      return everyone();
    }
    Dataset<Row> customers =
        Stream.of(Reason.values())
            .map(reason -> reason.customers(before, now))
            .reduce(Dataset::union)
            .orElseThrow()
            .distinct();
    return new Affected(Optional.of(before), keeper.apply(customers));
  }

  /** Why a customer may be affected, where not everyone is. */
  enum Reason {
    CHANGED_INVOICES,
    CHANGED_FACTS,
    ADJUSTED,
    AT_THE_END,
    SEVERAL_STREAMS,
    OPEN_OR_DRAFT,
    MOVING_SINCE;

    Dataset<Row> customers(Before before, Now now) {
      return switch (this) {
        case CHANGED_INVOICES -> withChangedInvoices(before, now);
        case CHANGED_FACTS -> withChangedFacts(before, now);
        case ADJUSTED -> adjusted(before, now);
        case AT_THE_END -> atTheEnd(before, now);
        case SEVERAL_STREAMS -> withSeveralStreams(before);
        case OPEN_OR_DRAFT -> openOrDraft(now);
        case MOVING_SINCE -> movingSince(before, now);
      };
    }
  }

  public boolean isEveryone() {
    return before.isEmpty();
  }

  /** How many they are; not to be asked of everyone. */
  public long count() {
    return customers.count();
  }

  /** Who is computed, in a few words. */
  public String text() {
    return isEveryone() ? "computing everyone" : "computing " + count() + " customers anew";
  }

  /** Of any rows with a customer those of the affected ones. */
  public Dataset<Row> only(Dataset<Row> rows) {
    return isEveryone() ? rows : rows.join(broadcast(customers), CUSTOMER, "left_semi");
  }

  /** A table of which the affected customers' rows were computed anew, with those of the others. */
  public Dataset<Row> and(Table table, Dataset<Row> computed) {
    if (isEveryone()) {
      return computed;
    }
    Dataset<Row> others =
        before.orElseThrow().table(table).join(broadcast(customers), CUSTOMER, "left_anti");
    return table.select(computed).union(table.select(others));
  }

  private static Dataset<Row> withChangedInvoices(Before before, Now now) {
    List<String> read =
        StagingTables.INVOICES.columns().stream()
            .map(io.tidemark.tables.Column::name)
            .filter(name -> !NOT_READ.contains(name))
            .toList();
    Dataset<Row> earlier = before.table(StagingTables.INVOICES);
    return changed(earlier, now.invoices(), "invoice_id", read)
        .select(explode(array(col("before.customer_id"), col("after.customer_id"))).as(CUSTOMER[0]))
        .where(col(CUSTOMER[0]).isNotNull());
  }

  private static Dataset<Row> withChangedFacts(Before before, Now now) {
    Dataset<Row> earlier = before.table(StagingTables.CUSTOMERS);
    return changed(earlier, now.customers(), CUSTOMER[0], FACTS)
        .select(coalesce(col("before.customer_id"), col("after.customer_id")).as(CUSTOMER[0]));
  }

  /** Rows on one side only, or that differ: as {@code before} and {@code after}. */
  private static Dataset<Row> changed(
      Dataset<Row> before, Dataset<Row> after, String id, List<String> columns) {
    Column differs =
        columns.stream()
            .map(name -> not(col("before." + name).eqNullSafe(col("after." + name))))
            .reduce(Column::or)
            .orElseThrow();
    Column isOneSided = col("before." + id).isNull().or(col("after." + id).isNull());
    return before
        .as("before")
        .join(after.as("after"), col("before." + id).equalTo(col("after." + id)), "full")
        .where(isOneSided.or(differs));
  }

  /** A correction until further notice ends ten years after the data does. */
  private static Dataset<Row> adjusted(Before before, Now now) {
    return before
        .table(MrrTables.MRR_LAYERS)
        .where(col("kind").equalTo(AdjustmentLayers.KIND))
        .select(CUSTOMER[0])
        .union(now.adjustments().select(CUSTOMER[0]));
  }

  /** Whether a renewal is still to be expected depends on when the data ends. */
  private static Dataset<Row> atTheEnd(Before before, Now now) {
    Instant firstEnd = earlier(before.window().through(), now.window().through());
    Instant lastEnd = later(before.window().through(), now.window().through());
    Instant from = firstEnd.minus(Pending.WRITTEN_WITHIN);
    Instant to = lastEnd.plus(Duration.ofDays(2));
    Column isPending = col("basis").equalTo("pending");
    Column endsThere = col("end_at").between(lit(from), lit(to));
    return before.table(MrrTables.MRR_LAYERS).where(isPending.or(endsThere)).select(CUSTOMER[0]);
  }

  /**
   * Whether an item bills once or renews, and what a combined invoice bills, depends on whether the
   * next invoices of the item are due before the data ends.
   */
  private static Dataset<Row> withSeveralStreams(Before before) {
    Column isOneOff = col("exclusion_reason").equalTo(ExclusionReason.ONE_OFF_PERIOD.name());
    return before
        .table(MrrTables.MRR_LAYERS)
        .where(col("stream").gt(0).and(col("subscription_id").isNotNull()))
        .select(CUSTOMER[0])
        .union(before.table(StagingTables.INVOICES).where(isOneOff).select(CUSTOMER[0]));
  }

  /** A draft may renew at the end of the data, and an open invoice be overdue at it. */
  private static Dataset<Row> openOrDraft(Now now) {
    boolean isOpenForGood = now.policy().get(Settings.OPEN_GRACE_DAYS).isEmpty();
    Column isDraft = col("status").equalTo(InvoiceStatus.DRAFT.text());
    Column isOpen = col("status").equalTo(InvoiceStatus.OPEN.text());
    return now.invoices().where(isOpenForGood ? isDraft : isDraft.or(isOpen)).select(CUSTOMER[0]);
  }

  /** What begins or ends between the two as-of dates becomes a movement, or is none any more. */
  private static Dataset<Row> movingSince(Before before, Now now) {
    LocalDate one = before.window().asOf();
    LocalDate other = now.window().asOf();
    LocalDate first = one.isBefore(other) ? one : other;
    LocalDate last = one.isBefore(other) ? other : one;
    Column begins = col("valid_from").gt(lit(first)).and(col("valid_from").leq(lit(last)));
    Column ends = col("valid_to").gt(lit(first)).and(col("valid_to").leq(lit(last)));
    return before.table(MrrTables.CUSTOMER_MRR).where(begins.or(ends)).select(CUSTOMER[0]);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
