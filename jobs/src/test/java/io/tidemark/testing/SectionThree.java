package io.tidemark.testing;

import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer.Confidence;
import io.tidemark.mrr.engine.Layer.Kind;
import io.tidemark.testing.Piece.Cycle;
import io.tidemark.testing.Sequel.Outlook;
import io.tidemark.testing.Sequel.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The layers of one subscription, after section 3, sentence by sentence: slow, simple, in exact
 * fractions, and without knowledge of the code it checks.
 *
 * <p>Where the text leaves a choice:
 *
 * <ul>
 *   <li>"the previous invoice's" cycle is that of the last invoice to make a layer;
 *   <li>the unequal signs of a straddle mean by more than the hour of "equal";
 *   <li>a straddle whose usage period is empty takes its share over the running cycle, and has
 *       nothing visible before it where none runs;
 *   <li>"the next invoice" and "no invoice follows" speak of counting invoices;
 *   <li>a next cycle with a net below zero, or itself a straddle, shows no price;
 *   <li>a straddle that its next cycle contradicts stays low, all its layers;
 *   <li>the price of a straddle is rounded once and its true-up is that less what ran before, so
 *       that no cent moves at the renewal;
 *   <li>a base is unseen when an orphan proration runs; a straddle on it follows the formula, low;
 *   <li>credits are of what is left of each layer, exact, from its rounded MRR;
 *   <li>an uncollectible mark ends layers as they are made, so nothing runs after it;
 *   <li>times are cut to minutes where none of a subscription has seconds; then its prices are a
 *       range also where a renewal bills a change with it, and where later invoices tell a price;
 *   <li>the estimate of a price is what it comes to at the times as they are written;
 *   <li>where the next cycle contradicts a change, the range of the change alone decides, also of a
 *       reset that what follows contradicts;
 *   <li>the price before a change to an unseen cycle is such a range, too, seen from the next one;
 *   <li>a credit is rounded once for each layer that it is for;
 *   <li>the first period, a fee on it and a first cycle dearer than the next: {@link FirstPeriod};
 *   <li>of invoices that bill a licence and usage, two in a row touch with their usage periods;
 *   <li>all invoices are one stream: billing intervals side by side are not taken apart here;
 *   <li>all cycles of a subscription are those of all its layers, with whole months by calendar.
 * </ul>
 */
public final class SectionThree {
  private static final BigFraction SMALL = BigFraction.of(50);

  private final List<Invoice> invoices;
  private final SectionTwo months;
  private final Precision precision;
  private final Shape shape;
  private final List<Piece> pieces = new ArrayList<>();
  private final Set<String> orphanCredits = new TreeSet<>();
  private final Sequel sequel;
  private List<Invoice> following = List.of();
  private Piece first;
  private Piece previous;
  private boolean restartLeftNothing;
  private long lastSum;

  private SectionThree(List<Invoice> invoices, SectionTwo months) {
    this.invoices = invoices;
    this.months = months;
    this.shape = new Shape(months);
    this.precision = Precision.of(invoices);
    this.sequel = new Sequel(months, precision);
  }

  /** All counting invoices of one subscription, in any order. */
  static SectionThree of(List<Invoice> counting) {
    List<Invoice> sorted = new ArrayList<>(counting);
    sorted.sort(
        Comparator.comparing(Invoice::serviceStart)
            .thenComparing(Invoice::createdAt)
            .thenComparing(Invoice::invoiceId));
    SectionThree byCalendar = new SectionThree(sorted, SectionTwo.byCalendar());
    byCalendar.walk();
    SectionTwo decided =
        SectionTwo.decidedBy(
            byCalendar.pieces.stream().map(p -> p.cycle.period()).collect(Collectors.toList()));
    SectionThree result = new SectionThree(sorted, decided);
    result.walk();
    FirstCycles.of(result).doubtContradicted();
    return result;
  }

  /** Every layer made, also those cut to nothing. */
  List<Piece> pieces() {
    return pieces;
  }

  /** The main layer of the first invoice to make one, or null. */
  Piece first() {
    return first;
  }

  /** The first invoice, if it credits what ran before the file. */
  Optional<Invoice> firstCredit(Instant dataFrom) {
    return invoices.stream()
        .findFirst()
        .filter(invoice -> orphanCredits.contains(invoice.invoiceId()))
        .filter(invoice -> invoice.usageStart() != null && invoice.usageEnd() != null)
        .filter(invoice -> Shape.startsAnew(invoice) || invoice.usageStart().isBefore(dataFrom));
  }

  Set<String> orphanCredits() {
    return orphanCredits;
  }

  private void walk() {
    for (int i = 0; i < invoices.size(); i++) {
      following = invoices.subList(i + 1, invoices.size());
      step(invoices.get(i), following.isEmpty() ? null : following.get(0));
    }
  }

  private void step(Invoice invoice, Invoice next) {
    Instant start = invoice.serviceStart();
    Instant end = invoice.serviceEnd();
    List<Piece> running = pieces.stream().filter(p -> p.runsAt(start)).toList();
    boolean endsRunningCycle =
        running.stream().anyMatch(p -> Period.isAt(end, p.cycle.period().end()));
    boolean endsPreviousCycle = previous != null && Period.isAt(end, previous.cycle.period().end());
    boolean isShownFirst = first == null && Shape.isShownStraddle(invoice, next);
    if (restarts(invoice) && endsRunningCycle && invoice.netMinor() < 0) {
      restartDown(invoice, next);
    } else if (!running.isEmpty() && endsPreviousCycle) {
      proration(invoice, next, running);
    } else if (isUsageWithLicence(invoice)) {
      licenceAndUsage(invoice);
    } else if (isShownFirst) {
      unseenStraddle(invoice, next);
    } else if (invoice.netMinor() < 0 && running.isEmpty()) {
      orphanCredits.add(invoice.invoiceId());
    } else if (first == null && Shape.isOrphanProration(invoice)) {
      orphanProration(invoice);
    } else if (Shape.isStraddle(invoice)) {
      straddle(invoice, next, running);
    } else {
      cycle(invoice);
    }
  }

  private boolean restarts(Invoice invoice) {
    return first != null && Shape.startsAnew(invoice);
  }

  private void restartDown(Invoice invoice, Invoice next) {
    Instant start = invoice.serviceStart();
    BigFraction gross = BigFraction.of(invoice.netMinor()).add(Piece.creditFrom(pieces, start));
    List<Piece> credited = Piece.lasting(pieces, start);
    Optional<Swap> swap = Swap.ofCredited(invoice, credited, precision);
    cutAt(start);
    if (gross.compareTo(SMALL) <= 0) {
      restartLeftNothing = true;
      return;
    }
    Period life = new Period(start, Shape.endAfterRestart(start, next));
    Cycle cycle = new Cycle(life, months.months(life));
    Optional<Outlook> outlook = swap.map(found -> outlook(found, credited, cycle));
    Credited price = Credited.hidden(gross, credited, cycle, outlook);
    Piece down =
        new Piece(invoice, Kind.RESTART_DOWN, life, cycle, price.mrr(), price.confidence());
    add(down.toldAsCharged(price.isConfirmed()));
  }

  private void proration(Invoice invoice, Invoice next, List<Piece> running) {
    Period life = Shape.service(invoice);
    BigFraction part = previous.cycle.part(life.start(), life.end());
    BigFraction change = BigFraction.of(invoice.netMinor()).divide(part);
    Confidence confidence = Confidence.LOW;
    if (!Piece.isUnseen(running)) {
      BigFraction before = BigFraction.of(Piece.sum(running));
      BigFraction doubt = BigFraction.of(3, 2).divide(part).add(BigFraction.ONE);
      BigFraction price = before.add(change);
      Period whole = previous.cycle.period();
      Optional<BigFraction> exact = shape.exact(price, doubt, invoice, next, whole);
      Swap swap = Swap.ofRest(invoice.netMinor(), life, whole, precision);
      Outlook outlook = outlook(swap, running, previous.cycle);
      Outlook alone = new Outlook(outlook.ofOneChange(), null, outlook.estimate());
      boolean isShown = next != null && Shape.isNextCycle(next, invoice, whole);
      Outlook taken = isShown || outlook.isDisputed() ? alone : outlook;
      if (exact.isPresent()) {
        change = exact.get().subtract(before);
        confidence = Confidence.HIGH;
      } else if (!(isShown && precision.isExact()) && !taken.price().isEmpty()) {
        change = taken.monthly(previous.cycle).subtract(before);
        confidence = taken.isOne(previous.cycle) ? Confidence.HIGH : Confidence.LOW;
      }
    }
    add(invoice, Kind.PRORATION, life, previous.cycle, change, confidence);
  }

  private void orphanProration(Invoice invoice) {
    Period life = Shape.service(invoice);
    Cycle cycle = shape.cycleOver(new Period(invoice.usageStart(), invoice.serviceEnd()));
    BigFraction part = cycle.part(life.start(), life.end());
    BigFraction change = BigFraction.of(invoice.netMinor()).divide(part);
    Told told = told(cycle);
    if (told != null) {
      Swap swap = Swap.ofRest(invoice.netMinor(), life, cycle.period(), precision);
      Outlook after = new Outlook(told.price(), null, told.estimate());
      BigFraction paid = after.monthly(cycle).multiply(cycle.months());
      Span before = swap.priceBefore(told.price());
      Outlook base = new Outlook(before, null, paid.subtract(change.multiply(cycle.months())));
      if (!before.isEmpty()) {
        change = after.monthly(cycle).subtract(base.monthly(cycle));
      }
    }
    add(invoice, Kind.ORPHAN_PRORATION, life, cycle, change, Confidence.LOW);
  }

  private void unseenStraddle(Invoice invoice, Invoice next) {
    Cycle old = shape.cycleOver(new Period(invoice.usageStart(), invoice.usageEnd()));
    Cycle cycle = shape.cycleOver(new Period(invoice.usageEnd(), invoice.serviceEnd()));
    Together.ofUnseen(invoice, old, cycle, shape.priceOf(next)).forEach(this::add);
  }

  /** At least two in a row bill the coming cycle and the usage of the whole elapsed one. */
  private boolean isUsageWithLicence(Invoice invoice) {
    return Shape.coversUsage(invoice)
        && invoices.stream()
            .filter(other -> other != invoice && Shape.coversUsage(other))
            .anyMatch(
                other ->
                    Period.isAt(other.usageStart(), invoice.usageEnd())
                        || Period.isAt(other.usageEnd(), invoice.usageStart()));
  }

  private void licenceAndUsage(Invoice invoice) {
    Period renewed = new Period(invoice.usageEnd(), invoice.serviceEnd());
    Cycle cycle = shape.cycleOver(renewed);
    cutAt(renewed.start());
    BigFraction price = BigFraction.of(invoice.netMinor()).divide(cycle.months());
    add(invoice, Kind.STRADDLE, renewed, cycle, price, Confidence.LOW);
  }

  private void straddle(Invoice invoice, Invoice next, List<Piece> running) {
    Instant renewal = invoice.usageEnd();
    Period renewed = new Period(renewal, invoice.serviceEnd());
    Cycle cycle = shape.cycleOver(renewed);
    BigFraction n = cycle.months();
    BigFraction net = BigFraction.of(invoice.netMinor());
    cutAt(renewal);
    boolean isKnownToBeNothing = running.isEmpty() && restartLeftNothing;
    if (!isKnownToBeNothing && (running.isEmpty() || Piece.isUnseen(running))) {
      add(invoice, Kind.STRADDLE, renewed, cycle, net.divide(n), Confidence.LOW);
      return;
    }
    Cycle old = shape.cycleBefore(invoice, running);
    Optional<Outlook> outlook =
        Optional.ofNullable(sequel.straddle(invoice)).map(swap -> outlook(swap, running, cycle));
    Together together = new Together(invoice, Piece.sum(running), old, cycle);
    together.pieces(shape, next, outlook).forEach(this::add);
  }

  private void cycle(Invoice invoice) {
    Instant start = invoice.serviceStart();
    Cycle cycle = shape.cycleOver(Shape.service(invoice));
    BigFraction net = BigFraction.of(invoice.netMinor());
    List<Piece> credited = Piece.lasting(pieces, start);
    if (restarts(invoice) && !credited.isEmpty()) {
      Outlook outlook =
          Swap.ofCredited(invoice, credited, precision)
              .map(swap -> outlook(swap, credited, cycle))
              .orElseGet(() -> sequel.credited(invoice.netMinor(), credited, start, told(cycle)));
      Credited price = Credited.shown(credited, cycle, outlook);
      cutAt(start);
      Piece reset =
          new Piece(invoice, Kind.RESET, cycle.period(), cycle, price.mrr(), price.confidence());
      add(reset.toldAsCharged(price.isConfirmed()));
      return;
    }
    if (first == null) {
      FirstPeriod read = FirstPeriod.of(invoice, following, months, precision);
      add(
          invoice,
          Kind.CYCLE,
          Shape.service(invoice),
          read.cycle(),
          read.price(),
          read.confidence());
      return;
    }
    BigFraction price = net.divide(cycle.months());
    Confidence confidence = contradicts(invoice, cycle, price) ? Confidence.LOW : Confidence.HIGH;
    cutAt(start);
    add(invoice, Kind.CYCLE, cycle.period(), cycle, price, confidence);
  }

  /** It comes after a change in a cycle of more than a month, and costs something else. */
  private boolean contradicts(Invoice invoice, Cycle cycle, BigFraction price) {
    return previous != null
        && previous.kind == Kind.PRORATION
        && previous.cycle.months().subtract(BigFraction.ONE).signum() > 0
        && Shape.isNextCycle(invoice, previous.invoice, previous.cycle.period())
        && lastSum != Piece.rounded(price);
  }

  private void add(
      Invoice invoice,
      Kind kind,
      Period life,
      Cycle cycle,
      BigFraction mrr,
      Confidence confidence) {
    add(new Piece(invoice, kind, life, cycle, mrr, confidence));
  }

  private void add(Piece piece) {
    restartLeftNothing = false;
    previous = piece;
    pieces.add(piece);
    lastSum = Piece.sum(pieces.stream().filter(other -> other.runsAt(piece.start)).toList());
    if (first == null) {
      first = previous;
    }
  }

  /** Of the old cycle's cost where it is as long, beside what follows the new one tells. */
  private Outlook outlook(Swap swap, List<Piece> before, Cycle cycle) {
    Cycle paid = before.isEmpty() ? cycle : before.get(0).cycle;
    return Sequel.outlook(swap, before, paid, told(cycle));
  }

  private Told told(Cycle cycle) {
    return sequel.of(cycle.period(), following);
  }

  private void cutAt(Instant time) {
    pieces.forEach(piece -> piece.cutAt(time));
  }
}
