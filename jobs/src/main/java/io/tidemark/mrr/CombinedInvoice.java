package io.tidemark.mrr;

import io.tidemark.tables.Currencies;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An invoice that continues a stream and may bill others with it: shorter ones whose cycles end
 * where it renews and that have no invoice of their own from there.
 */
final class CombinedInvoice {
  private final List<BillingStream> streams;
  private final Invoice invoice;
  private final Upcoming upcoming;
  private final Instant anchor;
  private long left;
  private boolean isLow;
  private boolean isCombined;
  private boolean isChangeBilled;

  /**
   * @param streams all of the subscription so far
   */
  CombinedInvoice(Invoice invoice, Upcoming upcoming, List<BillingStream> streams) {
    this.streams = streams;
    this.invoice = invoice;
    this.upcoming = upcoming;
    this.anchor = invoice.anchor();
    this.left = invoice.netMinor();
  }

  /** Gives each of the streams its part, and {@code longest}, which it continues, the rest. */
  void assign(BillingStream longest) {
    Invoice previous = longest.opener();
    if (longest.isOnlyBroken() && longest.isUnrepeated() && longest.beganInside()) {
      new FirstCombinedInvoice(streams, upcoming).splitBeforeChange(longest, invoice);
    }
    streams.stream()
        .filter(stream -> stream != longest && isShorter(stream, longest))
        .sorted(Comparator.comparingLong(BillingStream::seconds).reversed())
        .forEach(stream -> splitOff(stream, longest));
    if (!isCombined) {
      longest.open(invoice, anchor);
      if (isLow) {
        longest.doubt(invoice, Doubt.COMBINED);
      }
      return;
    }
    Instant usageStart = longest.start();
    boolean isChanged = invoice.straddles() && !isChangeBilled;
    Instant start = isChanged ? invoice.serviceStart() : anchor;
    Invoice part = invoice.part(left, start, invoice.serviceEnd(), usageStart, anchor);
    boolean repeats = previous.netMinor() == left;
    boolean followsLow = longest.doubt(previous).isPresent() && !repeats;
    longest.open(part, anchor);
    if (isLow || followsLow) {
      longest.doubt(part, Doubt.COMBINED);
    }
    note(longest, part);
  }

  /**
   * Takes the renewals of shorter streams out of an invoice that also changes the running cycle of
   * a longer one up to its end; the rest is the change. Does nothing where it renews none.
   */
  boolean assignChange(BillingStream longest) {
    if (!invoice.straddles()) {
      return false;
    }
    streams.stream()
        .filter(stream -> stream != longest && stream.hasPrice() && isShorter(stream, longest))
        .filter(stream -> stream.endsAt(anchor) && ownInvoice(stream).isEmpty())
        .forEach(stream -> renewBeside(stream, false));
    if (!isCombined) {
      return false;
    }
    Instant start = invoice.serviceStart();
    Invoice part = invoice.part(left, start, invoice.serviceEnd(), longest.start(), start);
    longest.change(part);
    if (isLow) {
      longest.doubt(part, Doubt.COMBINED);
      longest.doubtNext(Doubt.COMBINED);
    }
    note(longest, part);
    return true;
  }

  /** Opens a new stream with what the invoice leaves after the renewals of shorter ones. */
  void assignNew(BillingStream added) {
    streams.stream()
        .filter(stream -> stream.hasPrice() && stream.isShorterThan(invoice))
        .filter(stream -> stream.endsAt(anchor) && ownInvoice(stream).isEmpty())
        .sorted(Comparator.comparingLong(BillingStream::seconds).reversed())
        .forEach(stream -> renewBeside(stream, true));
    if (!isCombined) {
      added.open(invoice, anchor);
      return;
    }
    Invoice part = invoice.part(left);
    added.open(part, anchor);
    if (isLow) {
      added.doubt(part, Doubt.COMBINED);
    }
    note(added, part);
  }

  private void renewBeside(BillingStream stream, boolean opensNew) {
    Optional<NextPrice> next =
        NextPrice.of(upcoming, anchor, stream.start(), stream.end(), streams);
    Instant end = endAfter(stream);
    if (hasEnded(stream, end)) {
      return;
    }
    BigFraction running = stream.price();
    BigFraction shown = next.map(NextPrice::price).orElse(running);
    BigFraction tolerance =
        next.map(NextPrice::tolerance).orElse(BigFraction.ZERO).add(stream.tolerance());
    boolean agree = StreamAssignment.isAbout(shown, running, tolerance);
    long price = Minor.round(agree ? running : shown);
    boolean isTooMuch = opensNew && price > left;
    if (isTooMuch || price < 0) {
      return;
    }
    Invoice part = invoice.part(price, anchor, end, stream.start(), anchor);
    take(stream, part);
    if (next.isEmpty() || !agree) {
      isLow = true;
      stream.doubt(part, Doubt.COMBINED);
    }
  }

  private Instant endAfter(BillingStream stream) {
    return upcoming
        .afterNext(anchor, stream.start(), stream.end())
        .map(Invoice::anchor)
        .orElseGet(() -> Months.plusSame(anchor, stream.start(), stream.end()));
  }

  /** Its next invoice should be in the file, and is not. */
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

  /** The shorter stream is billed in arrears: the longer one keeps its price, the rest is usage. */
  private void billUsage(BillingStream stream, BillingStream longest) {
    long usage = left - Minor.round(longest.price());
    if (usage < 0) {
      return;
    }
    take(
        stream,
        invoice.part(usage, invoice.serviceStart(), anchor, invoice.serviceStart(), anchor));
    isLow = true;
    stream.doubt(stream.opener(), Doubt.COMBINED);
  }

  private void billBoth(BillingStream stream, BillingStream longest) {
    Optional<NextPrice> next =
        NextPrice.of(upcoming, anchor, stream.start(), stream.end(), streams);
    Instant end = endAfter(stream);
    BigFraction running = stream.price();
    boolean isLast = hasEnded(stream, end);
    boolean isAlone = leavesPrice(longest, BigFraction.ZERO) && next.isEmpty();
    if (isAlone || (isLast && !leavesPrice(longest, running))) {
      isLow |= !isAlone;
      return;
    }
    if (!isLast && invoice.straddles() && billChangeOf(stream, longest, next, end)) {
      return;
    }
    BigFraction shown = next.map(NextPrice::price).orElse(running);
    BigFraction tolerance =
        next.map(NextPrice::tolerance).orElse(BigFraction.ZERO).add(stream.tolerance());
    boolean agree = StreamAssignment.isAbout(shown, running, tolerance);
    boolean keepsRunning = agree || (!leavesPrice(longest, shown) && leavesPrice(longest, running));
    BigFraction leavingPrice = BigFraction.of(left).subtract(longest.price());
    boolean isExact = longest.tolerance().compareTo(BigFraction.ZERO) == 0;
    boolean mayLeavePrice =
        agree && isExact && StreamAssignment.isAbout(leavingPrice, running, tolerance);
    BigFraction known = keepsRunning ? running : shown;
    long price = Minor.round(mayLeavePrice ? leavingPrice : known);
    boolean isFollowed = upcoming.afterNext(anchor, stream.start(), stream.end()).isPresent();
    boolean isCertain =
        isFollowed && ((next.isPresent() && agree) || leavesPrice(longest, BigFraction.of(price)));
    if (price > left || price < 0) {
      return;
    }
    Invoice part = invoice.part(price, anchor, end, stream.start(), anchor);
    take(stream, part);
    if (!isCertain || invoice.straddles()) {
      isLow = true;
      stream.doubt(part, Doubt.COMBINED);
    }
  }

  /**
   * Bills a change of the shorter stream with both, if the rest makes the price that its next
   * invoice shows while the longer one keeps its own. Otherwise the longer one was changed.
   */
  private boolean billChangeOf(
      BillingStream stream, BillingStream longest, Optional<NextPrice> next, Instant end) {
    Instant changed = invoice.serviceStart();
    long rest = left - Minor.round(longest.price());
    if (changed.isBefore(stream.start())) {
      return false;
    }
    BigFraction share = stream.share(changed);
    BigFraction weight = share.add(1);
    BigFraction price = stream.price().multiply(share).add(rest).divide(weight);
    BigFraction uncertainty = BigFraction.of(2).divide(weight).add(stream.tolerance());
    boolean isShown =
        next.filter(
                later ->
                    StreamAssignment.isAbout(
                        later.price(), price, uncertainty.add(later.tolerance())))
            .isPresent();
    boolean isPossible = next.isEmpty() && price.compareTo(BigFraction.ZERO) >= 0;
    if (!isShown && !isPossible) {
      return false;
    }
    Invoice part = invoice.part(rest, changed, end, stream.start(), anchor);
    take(stream, part);
    isLow |= !isShown;
    isChangeBilled = true;
    if (!isShown) {
      stream.doubt(part, Doubt.COMBINED);
    }
    return true;
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
