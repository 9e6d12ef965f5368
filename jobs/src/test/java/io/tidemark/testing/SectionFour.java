package io.tidemark.testing;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer.Basis;
import io.tidemark.mrr.engine.Layer.Confidence;
import io.tidemark.mrr.engine.Layer.Kind;
import io.tidemark.tables.InvoiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the file cannot show of one subscription, after section 4: implied and pending layers.
 *
 * <p>Where the text leaves a choice:
 *
 * <ul>
 *   <li>the cycle that shows the base of an orphan proration is a plain cycle or reset, whose
 *       invoice names the implied layer; a straddle shows no price;
 *   <li>the changes in an orphan's cycle are all its layers at their full MRR, marked or not;
 *   <li>a cycle's end is where layers end uncut, unmarked, and nothing runs; a cycle with a marked
 *       layer has none;
 *   <li>any gap without running layers is filled, also one within the hour of "equal";
 *   <li>the next one's invoice names what fills a gap, the last running one's what is carried;
 *   <li>pending layers are low where a layer they repeat is; a repeated MRR of 0 is a layer;
 *   <li>a draft is for an end that its service starts at or that it straddles;
 *   <li>billed in arrears is a subscription of which all layers that are not zero are, whatever
 *       their length; the next invoice is due as many whole months, or as long, after the last end;
 *   <li>the cycle that began with a credit for one from before the file is implied from a renewal
 *       that also bills changes, too;
 *   <li>a renewal that is in the file and does not count is no reason not to carry.
 * </ul>
 */
final class SectionFour {
  private static final Duration WRITING_TIME = Duration.ofHours(2);

  private final Policy policy;
  private final ZoneId zone;
  private final Instant dataFrom;
  private final Instant dataThrough;
  private final List<Invoice> invoices;
  private final SectionThree layers;
  private final List<Piece> pieces;

  /** The invoices are all of one subscription, whatever their status. */
  SectionFour(
      Policy policy,
      Instant dataFrom,
      Instant dataThrough,
      List<Invoice> invoices,
      SectionThree layers) {
    this.dataFrom = dataFrom;
    this.policy = policy;
    this.zone = policy.get(Settings.BUSINESS_TIME_ZONE);
    this.dataThrough = dataThrough;
    this.invoices = invoices;
    this.layers = layers;
    this.pieces = layers.pieces().stream().filter(piece -> !piece.isEmpty()).toList();
  }

  /** At most one: the cycle before the first that is seen. */
  Optional<Slice> implied(Instant customerCreatedAt) {
    Piece first = layers.first();
    if (first == null || policy.get(Settings.HISTORY) == Settings.History.INVOICED) {
      return Optional.empty();
    }
    Invoice invoice = first.invoice;
    if (first.kind == Kind.ORPHAN_PRORATION) {
      return base(first);
    }
    boolean beganInFile = invoice.usageStart() == null || !invoice.usageStart().isBefore(dataFrom);
    if (beganInFile && !restartsAtACredit(invoice)) {
      return Optional.empty();
    }
    if (first.kind == Kind.TRUE_UP) {
      return beforeTheChange(first, customerCreatedAt);
    }
    if (!isRenewal(first) || invoice.netMinor() == 0) {
      return Optional.empty();
    }
    Instant aDayIn = invoice.usageStart().plus(Duration.ofDays(1));
    if (customerCreatedAt != null && customerCreatedAt.isAfter(aDayIn)) {
      return Optional.empty();
    }
    Period usage = new Period(invoice.usageStart(), invoice.usageEnd());
    return Optional.of(implied(first, usage, first.mrr, first.confidence));
  }

  /** Its usage period is the cycle that began with a credit for one from before the file. */
  private boolean restartsAtACredit(Invoice first) {
    return first.usageStart() != null
        && invoices.stream()
            .filter(invoice -> layers.orphanCredits().contains(invoice.invoiceId()))
            .filter(Shape::startsAnew)
            .anyMatch(credit -> Period.isAt(credit.serviceStart(), first.usageStart()));
  }

  /** A first-seen straddle whose price the next cycle shows: that, less the change. */
  private Optional<Slice> beforeTheChange(Piece trueUp, Instant customerCreatedAt) {
    Piece renewed = layers.pieces().get(1);
    long mrr = renewed.mrr - trueUp.mrr;
    Period usage = new Period(trueUp.invoice.usageStart(), trueUp.invoice.usageEnd());
    boolean isTooNew =
        customerCreatedAt != null
            && customerCreatedAt.isAfter(usage.start().plus(Duration.ofDays(1)));
    boolean isImplied = !isTooNew && isRenewal(renewed) && renewed.invoice.netMinor() != 0;
    return isImplied && mrr > 0
        ? Optional.of(implied(renewed, usage, mrr, Confidence.LOW))
        : Optional.empty();
  }

  private static boolean isRenewal(Piece first) {
    Invoice invoice = first.invoice;
    boolean hasUsage =
        invoice.usageStart() != null
            && invoice.usageEnd() != null
            && invoice.usageStart().isBefore(invoice.usageEnd());
    boolean continuesUsage =
        first.kind == Kind.STRADDLE || Period.isAt(invoice.usageEnd(), invoice.serviceStart());
    return hasUsage
        && continuesUsage
        && SectionTwo.areEquallyLong(
            new Period(invoice.usageStart(), invoice.usageEnd()), first.cycle.period());
  }

  private Optional<Slice> base(Piece orphan) {
    Period cycle = orphan.cycle.period();
    Optional<Piece> shown =
        layers.pieces().stream()
            .filter(piece -> piece.kind == Kind.CYCLE || piece.kind == Kind.RESET)
            .filter(piece -> Period.isAt(piece.start, orphan.invoice.serviceEnd()))
            .filter(piece -> SectionTwo.areEquallyLong(piece.cycle.period(), cycle))
            .findFirst();
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    long changes =
        layers.pieces().stream()
            .filter(piece -> piece.cycle.period().equals(cycle))
            .mapToLong(piece -> piece.mrr)
            .sum();
    long mrr = shown.get().mrr - changes;
    return mrr > 0
        ? Optional.of(implied(shown.get(), cycle, mrr, Confidence.LOW))
        : Optional.empty();
  }

  private static Slice implied(Piece shownBy, Period life, long mrr, Confidence confidence) {
    return new Slice(
        shownBy.invoice.subscriptionId(),
        shownBy.invoice.customerId(),
        shownBy.invoice.currency(),
        life.start(),
        life.end(),
        mrr,
        Kind.IMPLIED,
        Basis.IMPLIED,
        confidence,
        shownBy.invoice.invoiceId());
  }

  /** Fills gaps before a renewal, and carries the last cycle to the end of the data. */
  List<Slice> pending() {
    int graceDays = policy.get(Settings.RENEWAL_GRACE_DAYS);
    List<Slice> pending = new ArrayList<>();
    if (graceDays == 0) {
      return pending;
    }
    for (Instant end : cycleEnds()) {
      Optional<Instant> next =
          pieces.stream()
              .map(piece -> piece.start)
              .filter(start -> start.isAfter(end))
              .min(Comparator.naturalOrder());
      if (next.isEmpty()) {
        if (isCarried(end) || isBilledAfterwards(end)) {
          List<Piece> last =
              pieces.stream().filter(piece -> Period.isAt(piece.end(), end)).toList();
          pending.add(pending(last, end, dayAfterData()));
        }
      } else if (Duration.between(end, next.get()).compareTo(Duration.ofDays(graceDays)) <= 0) {
        List<Piece> renewal =
            pieces.stream().filter(piece -> piece.start.equals(next.get())).toList();
        pending.add(pending(renewal, end, next.get()));
      }
    }
    return pending;
  }

  private SortedSet<Instant> cycleEnds() {
    SortedSet<Instant> ends = new TreeSet<>();
    for (Piece piece : pieces) {
      boolean isNatural = !piece.isCut() && !piece.isMarked;
      boolean hasSuccessor = pieces.stream().anyMatch(other -> other.runsAt(piece.end()));
      boolean isMarked =
          layers.pieces().stream()
              .anyMatch(other -> other.isMarked && other.cycle.equals(piece.cycle));
      if (isNatural && !hasSuccessor && !isMarked) {
        ends.add(piece.end());
      }
    }
    return ends;
  }

  private boolean isCarried(Instant end) {
    LocalDate lastDay = date(dataThrough);
    if (date(end).isAfter(lastDay)) {
      return false;
    }
    boolean isLaterThatDay = end.isAfter(dataThrough);
    boolean isJustBefore = Duration.between(end, dataThrough).compareTo(WRITING_TIME) < 0;
    boolean hasDraft = invoices.stream().anyMatch(invoice -> isDraftFor(invoice, end));
    return isLaterThatDay || isJustBefore || hasDraft;
  }

  /** In arrears: the next invoice is due one cycle after the end of the last. */
  private boolean isBilledAfterwards(Instant end) {
    List<Invoice> paid =
        pieces.stream().map(piece -> piece.invoice).filter(i -> i.netMinor() != 0).toList();
    Duration day = Duration.ofDays(1);
    boolean isInArrears =
        !paid.isEmpty()
            && paid.stream()
                .allMatch(
                    i -> Duration.between(i.createdAt(), i.serviceEnd()).abs().compareTo(day) <= 0);
    if (!isInArrears || date(end).isAfter(date(dataThrough))) {
      return false;
    }
    Period last =
        pieces.stream()
            .filter(piece -> Period.isAt(piece.end(), end))
            .map(piece -> piece.cycle.period())
            .findFirst()
            .orElseThrow();
    int whole = SectionTwo.wholeMonths(last);
    Instant due = whole > 0 ? SectionTwo.plusMonths(end, whole) : end.plus(last.length());
    Duration grace = Duration.ofDays(policy.get(Settings.RENEWAL_GRACE_DAYS));
    return due.plus(grace).isAfter(dataThrough);
  }

  private static boolean isDraftFor(Invoice invoice, Instant end) {
    boolean isDue = invoice.status() == InvoiceStatus.DRAFT && !invoice.isClosed();
    if (!isDue || !SectionOne.hasServicePeriod(invoice)) {
      return false;
    }
    boolean straddles = Period.isAt(invoice.usageEnd(), end) && end.isBefore(invoice.serviceEnd());
    return Period.isAt(invoice.serviceStart(), end) || straddles;
  }

  private Slice pending(List<Piece> repeated, Instant start, Instant end) {
    Piece last = repeated.get(repeated.size() - 1);
    boolean isLow = repeated.stream().anyMatch(Piece::isLow);
    return new Slice(
        last.invoice.subscriptionId(),
        last.invoice.customerId(),
        last.invoice.currency(),
        start,
        end,
        repeated.stream().mapToLong(piece -> piece.mrr).sum(),
        Kind.PENDING,
        Basis.PENDING,
        isLow ? Confidence.LOW : Confidence.HIGH,
        last.invoice.invoiceId());
  }

  private Instant dayAfterData() {
    return date(dataThrough).plusDays(1).atStartOfDay(zone).toInstant();
  }

  private LocalDate date(Instant time) {
    return time.atZone(zone).toLocalDate();
  }
}
