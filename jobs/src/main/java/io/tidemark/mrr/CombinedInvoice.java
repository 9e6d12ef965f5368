package io.tidemark.mrr;

import io.tidemark.tables.Currencies;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An invoice that continues a stream and may bill others with it: shorter ones whose cycles end
 * where it renews and that have no invoice of their own from there.
 */
final class CombinedInvoice {
  private final Invoice invoice;
  private final Upcoming upcoming;
  private final Instant anchor;
  private long left;
  private boolean isLow;
  private boolean isCombined;

  CombinedInvoice(Invoice invoice, Upcoming upcoming) {
    this.invoice = invoice;
    this.upcoming = upcoming;
    this.anchor = invoice.anchor();
    this.left = invoice.netMinor();
  }

  /** Gives each of the streams its part, and {@code longest}, which it continues, the rest. */
  void assign(BillingStream longest, List<BillingStream> streams) {
    Invoice previous = longest.opener();
    if (longest.isOnlyBroken() && longest.beganInside()) {
      FirstCombinedInvoice.splitBeforeChange(longest, invoice, streams, upcoming);
    }
    streams.stream()
        .filter(stream -> stream != longest && stream.hasPrice() && isShorter(stream, longest))
        .sorted(Comparator.comparingLong(BillingStream::seconds).reversed())
        .forEach(stream -> splitOff(stream, longest));
    if (!isCombined) {
      longest.open(invoice, anchor);
      return;
    }
    Instant usageStart = longest.start();
    Invoice part = invoice.part(left, anchor, invoice.serviceEnd(), usageStart, anchor);
    boolean repeats = previous.netMinor() == left;
    boolean followsLow = longest.doubt(previous).isPresent() && !repeats;
    longest.open(part, anchor);
    if (isLow || followsLow) {
      longest.doubt(part, Doubt.COMBINED);
    }
    note(longest, part);
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
    } else if (stream.endsAt(anchor) && ownInvoice(stream).isEmpty()) {
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
    Optional<Invoice> next = upcoming.afterNext(anchor, stream.start(), stream.end());
    Instant end =
        next.map(Invoice::anchor)
            .orElseGet(() -> Months.plusSame(anchor, stream.start(), stream.end()));
    if (next.isEmpty() && upcoming.wouldShow(end)) {
      return;
    }
    long running = Minor.round(stream.price());
    long price = next.map(Invoice::netMinor).orElse(running);
    boolean isCertain = next.isPresent() && price == running;
    if (leavesPrice(longest, price)) {
      isCertain = next.isPresent();
    } else if (leavesPrice(longest, running)) {
      price = running;
      isCertain = next.isPresent();
    }
    if (price > left) {
      return;
    }
    Invoice part;
    if (invoice.straddles()) {
      price = Math.max(price, left - Minor.round(longest.price()));
      part = invoice.part(price, invoice.serviceStart(), end, invoice.usageStart(), anchor);
      isCertain = false;
    } else {
      part = invoice.part(price, anchor, end, stream.start(), anchor);
    }
    take(stream, part);
    if (!isCertain) {
      isLow = true;
      stream.doubt(part, Doubt.COMBINED);
    }
  }

  private void take(BillingStream stream, Invoice part) {
    stream.open(part, part.anchor());
    note(stream, part);
    left -= part.netMinor();
    isCombined = true;
  }

  private boolean leavesPrice(BillingStream longest, long price) {
    return StreamAssignment.isAbout(
        BigFraction.of(left - price), longest.price(), longest.tolerance());
  }

  private void note(BillingStream stream, Invoice part) {
    stream.note(
        part,
        "The invoice bills several intervals of the subscription: %s of its %s are for this one."
            .formatted(
                Currencies.text(part.netMinor(), part.currency()),
                Currencies.text(invoice.netMinor(), invoice.currency())));
  }
}
