package io.tidemark.mrr;

import io.tidemark.staging.CreationDate;
import io.tidemark.staging.PackedTime;
import io.tidemark.staging.PeriodEnds;
import io.tidemark.tables.InvoiceStatus;
import java.io.Serializable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/**
 * The time span and the currencies of the accepted invoices and adjustments. Sums over some can be
 * merged with sums over others.
 */
public final class InvoiceSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final InvoiceStaging staging;
  private final EnumMap<Use, TreeSet<String>> currencies = new EnumMap<>(Use.class);
  private Span plausible;
  private Span all;

  /**
   * The uses of a currency, which depend on the period ends for a period that ends at its start.
   */
  private enum Use {
    ADJUSTMENT,
    SUBSCRIPTION,
    SUBSCRIPTION_OF_A_DAY,
    ONE_OFF,
    ONE_OFF_OF_A_DAY
  }

  /** The first and the last of some times. */
  record Span(Instant first, Instant last) implements Serializable {
    Span plus(Span other) {
      return new Span(
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  /**
   * Creates sums over no records.
   *
   * @param knownAt later records are ignored; null if none are
   */
  public InvoiceSums(Instant knownAt) {
    this.staging = new InvoiceStaging(PeriodEnds.EXCLUSIVE, knownAt);
  }

  /** Adds an accepted adjustment. */
  public void addAdjustment(String currency) {
    add(Use.ADJUSTMENT, currency);
  }

  /**
   * Adds an accepted invoice.
   *
   * @param record a packed row of {@link io.tidemark.tables.StagingTables#INVOICES}, with the
   *     columns that files have
   */
  public void addInvoice(Row record) {
    staging.of(record).ifPresent(this::addStaged);
  }

  private void addStaged(Row invoice) {
    Instant created = PackedTime.inSeconds(invoice, "created_at");
    Span one = new Span(created, created);
    all = plus(all, one);
    if (CreationDate.isPlausible(invoice)) {
      plausible = plus(plausible, one);
    }
    Instant start = PackedTime.of(invoice, "service_start");
    Instant end = PackedTime.of(invoice, "service_end");
    InvoiceStatus status = InvoiceCodec.status(invoice);
    boolean neverCounts = status == InvoiceStatus.DRAFT || status == InvoiceStatus.VOID;
    if (neverCounts || start == null || end == null || start.isAfter(end)) {
      return;
    }
    boolean isOfADay = start.equals(end);
    Use use =
        invoice.getAs("subscription_id") == null
            ? isOfADay ? Use.ONE_OFF_OF_A_DAY : Use.ONE_OFF
            : isOfADay ? Use.SUBSCRIPTION_OF_A_DAY : Use.SUBSCRIPTION;
    add(use, invoice.getAs("currency"));
  }

  private void add(Use use, String currency) {
    currencies.computeIfAbsent(use, x -> new TreeSet<>()).add(currency);
  }

  /** Adds the sums over other records. */
  public void merge(InvoiceSums other) {
    plausible = plus(plausible, other.plausible);
    all = plus(all, other.all);
    for (Map.Entry<Use, TreeSet<String>> entry : other.currencies.entrySet()) {
      entry.getValue().forEach(currency -> add(entry.getKey(), currency));
    }
  }

  private static Span plus(Span one, Span other) {
    return one == null ? other : other == null ? one : one.plus(other);
  }

  /**
   * Returns the first and last plausible creation time, or of all creation times if none is
   * plausible; null without invoices.
   */
  Span created() {
    return plausible == null ? all : plausible;
  }

  /** Returns the currencies of adjustments and of subscriptions with a period. */
  SortedSet<String> recurring(PeriodEnds ends) {
    return of(ends, Use.SUBSCRIPTION_OF_A_DAY, Use.ADJUSTMENT, Use.SUBSCRIPTION);
  }

  /** Returns the currencies of invoices with a period but without a subscription. */
  SortedSet<String> oneOff(PeriodEnds ends) {
    return of(ends, Use.ONE_OFF_OF_A_DAY, Use.ONE_OFF);
  }

  private SortedSet<String> of(PeriodEnds ends, Use ifInclusive, Use... uses) {
    SortedSet<String> found = new TreeSet<>();
    for (Use use : uses) {
      found.addAll(currencies.getOrDefault(use, new TreeSet<>()));
    }
    if (ends.areInclusive()) {
      found.addAll(currencies.getOrDefault(ifInclusive, new TreeSet<>()));
    }
    return found;
  }
}
