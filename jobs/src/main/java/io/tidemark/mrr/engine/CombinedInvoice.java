package io.tidemark.mrr.engine;

import io.tidemark.tables.Currencies;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An invoice that continues one stream and may bill others with it: shorter streams whose cycles
 * end at the renewal and that have no separate invoice from then on.
 */
final class CombinedInvoice {
  private final List<BillingStream> streams;
  private final Invoice invoice;
  private final Upcoming upcoming;
  private final Instant anchor;
  private long left;
  private boolean isLow;
  private boolean isCombined;

  /**
   * @param streams all streams of the subscription so far
   */
  CombinedInvoice(Invoice invoice, Upcoming upcoming, List<BillingStream> streams) {
    this.streams = streams;
    this.invoice = invoice;
    this.upcoming = upcoming;
    this.anchor = invoice.anchor();
    this.left = invoice.netMinor();
  }

  /**
   * Assigns a part to each stream that the invoice bills, and the rest to {@code longest}, which it
   * continues.
   */
  void assign(BillingStream longest) {
    Invoice previous = longest.opener();
    streams.stream()
        .filter(stream -> stream != longest && isShorter(stream, longest))
        .sorted(Comparator.comparingLong(BillingStream::seconds).reversed())
        .forEach(stream -> splitOff(stream, longest));
    if (!isCombined) {
      longest.open(invoice, anchor);
      if (isLow) {
        longest.doubt(invoice, LowConfidenceReason.COMBINED);
      }
      return;
    }
    Instant usageStart = longest.start();
    Instant start = invoice.straddles() ? invoice.serviceStart() : anchor;
    Invoice part = invoice.part(left, start, invoice.serviceEnd(), usageStart, anchor);
    boolean repeats = previous.netMinor() == left;
    boolean followsLow = longest.doubt(previous).isPresent() && !repeats;
    longest.open(part, anchor);
    if (isLow || followsLow) {
      longest.doubt(part, LowConfidenceReason.COMBINED);
    }
    note(longest, part);
  }

  /** Opens a new stream with the rest of the invoice after the renewals of shorter streams. */
  void assignNew(BillingStream added) {
    streams.stream()
        .filter(stream -> stream.hasPrice() && stream.isShorterThan(invoice))
        .filter(stream -> stream.endsAt(anchor) && ownInvoice(stream).isEmpty())
        .sorted(Comparator.comparingLong(BillingStream::seconds).reversed())
        .forEach(stream -> renewBeside(stream));
    if (!isCombined) {
      added.open(invoice, anchor);
      return;
    }
    Invoice part = invoice.part(left);
    added.open(part, anchor);
    if (isLow) {
      added.doubt(part, LowConfidenceReason.COMBINED);
    }
    note(added, part);
  }

  private void renewBeside(BillingStream stream) {
    Shown shown = shown(stream);
    if (hasEnded(stream, shown.end())) {
      return;
    }
    long price = MinorUnits.round(shown.agrees() ? stream.price() : shown.price());
    if (price > left || price < 0) {
      return;
    }
    Invoice part = part(stream, price, shown.end());
    if (shown.next().isEmpty() || !shown.agrees()) {
      isLow = true;
      stream.doubt(part, LowConfidenceReason.COMBINED);
    }
  }

  /** Opens the next cycle of a stream at a price. */
  private Invoice part(BillingStream stream, long price, Instant end) {
    Invoice part = invoice.part(price, anchor, end, stream.start(), anchor);
    take(stream, part);
    return part;
  }

  /**
   * The price of a stream's next cycle according to the invoice after that cycle.
   *
   * @param next the price shown; empty if no such invoice shows it
   * @param end the end of the next cycle
   * @param price the price shown, otherwise the price of the running cycle
   * @param tolerance by how much the two prices may differ
   * @param agrees whether the two prices are equal within the tolerance
   */
  private record Shown(
      Optional<NextPrice> next,
      Instant end,
      BigFraction price,
      BigFraction tolerance,
      boolean agrees) {}

  private Shown shown(BillingStream stream) {
    Optional<NextPrice> next =
        NextPrice.of(upcoming, anchor, stream.start(), stream.end(), streams);
    BigFraction price = next.map(NextPrice::price).orElse(stream.price());
    BigFraction tolerance =
        next.map(NextPrice::tolerance).orElse(BigFraction.ZERO).add(stream.tolerance());
    boolean agrees = StreamAssignment.isAbout(price, stream.price(), tolerance);
    return new Shown(next, endAfter(stream), price, tolerance, agrees);
  }

  private Instant endAfter(BillingStream stream) {
    return upcoming
        .afterNext(anchor, stream.start(), stream.end())
        .map(Invoice::anchor)
        .orElseGet(() -> BillingMonths.plusSame(anchor, stream.start(), stream.end()));
  }

  /** Returns whether the stream's next invoice is missing although the data covers its date. */
  private boolean hasEnded(BillingStream stream, Instant endOfNext) {
    return upcoming.afterNext(anchor, stream.start(), stream.end()).isEmpty()
        && upcoming.wouldShow(endOfNext);
  }

  private static boolean isShorter(BillingStream stream, BillingStream longest) {
    return stream.isOpen() && stream.seconds() < longest.seconds();
  }

  private void splitOff(BillingStream stream, BillingStream longest) {
    boolean coversElapsed =
        invoice.straddles()
            && stream.endsAt(invoice.serviceStart())
            && stream.isAsLongAs(invoice.serviceStart(), anchor);
    if (coversElapsed) {
      billUsage(stream, longest);
    } else if (stream.hasPrice() && stream.endsAt(anchor) && ownInvoice(stream).isEmpty()) {
      billBoth(stream, longest);
    }
  }

  private Optional<Invoice> ownInvoice(BillingStream stream) {
    return upcoming.continuing(stream);
  }

  /**
   * Assigns usage of the elapsed cycle to a shorter stream in arrears. The longer stream keeps its
   * price, and the rest is usage.
   */
  private void billUsage(BillingStream stream, BillingStream longest) {
    long usage = left - MinorUnits.round(longest.price());
    if (usage < 0) {
      return;
    }
    take(
        stream,
        invoice.part(usage, invoice.serviceStart(), anchor, invoice.serviceStart(), anchor));
    isLow = true;
    stream.doubt(stream.opener(), LowConfidenceReason.COMBINED);
  }

  private void billBoth(BillingStream stream, BillingStream longest) {
    Shown shown = shown(stream);
    BigFraction running = stream.price();
    boolean isLast = hasEnded(stream, shown.end());
    boolean isAlone = leavesPrice(longest, BigFraction.ZERO) && shown.next().isEmpty();
    if (isAlone || (isLast && !leavesPrice(longest, running))) {
      isLow |= !isAlone;
      return;
    }
    boolean keepsRunning =
        shown.agrees() || (!leavesPrice(longest, shown.price()) && leavesPrice(longest, running));
    BigFraction leavingPrice = BigFraction.of(left).subtract(longest.price());
    boolean isExact = longest.tolerance().compareTo(BigFraction.ZERO) == 0;
    boolean mayLeavePrice =
        shown.agrees()
            && isExact
            && StreamAssignment.isAbout(leavingPrice, running, shown.tolerance());
    BigFraction known = keepsRunning ? running : shown.price();
    long price = MinorUnits.round(mayLeavePrice ? leavingPrice : known);
    boolean isFollowed = upcoming.afterNext(anchor, stream.start(), stream.end()).isPresent();
    boolean isShown = shown.next().isPresent() && shown.agrees();
    boolean isCertain = isFollowed && (isShown || leavesPrice(longest, BigFraction.of(price)));
    if (price > left || price < 0) {
      return;
    }
    Invoice part = part(stream, price, shown.end());
    if (!isCertain || invoice.straddles()) {
      isLow = true;
      stream.doubt(part, LowConfidenceReason.COMBINED);
    }
  }

  private void take(BillingStream stream, Invoice part) {
    stream.open(part, part.anchor());
    note(stream, part);
    left -= part.netMinor();
    isCombined = true;
  }

  private boolean leavesPrice(BillingStream longest, BigFraction price) {
    return StreamAssignment.isAbout(
        BigFraction.of(left).subtract(price), longest.price(), longest.tolerance());
  }

  private void note(BillingStream stream, Invoice part) {
    stream.note(
        part,
        String.format(
            Locale.ROOT,
            "The invoice bills several intervals of the subscription: %s of its %s are for this one.",
            Currencies.text(part.netMinor(), part.currency()),
            Currencies.text(invoice.netMinor(), invoice.currency())));
  }
}
