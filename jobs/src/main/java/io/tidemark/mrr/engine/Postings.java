package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Ending.Manner.GIVEN_UP;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Collects the postings of a billing stream: every cut and every rounding remainder, in the order
 * they occur.
 */
final class Postings {
  private final List<Posting> postings = new ArrayList<>();
  private final List<String> roundedTooMuch = new ArrayList<>();

  List<Posting> postings() {
    return postings;
  }

  /** Returns the invoices with a remainder that is too large to be rounding. */
  List<String> roundedTooMuch() {
    return roundedTooMuch;
  }

  /**
   * Posts a cut that the invoice credits: the cut layers lose the amount, and the invoice gains it.
   */
  void move(Invoice invoice, Cut cut) {
    post(cut, Posting.Line.MOVED_OUT);
    cut.worths().forEach(loss -> post(invoice, Posting.Line.MOVED_IN, loss));
  }

  /** Posts a cut that no invoice credits. */
  void displace(Cut cut) {
    post(cut, Posting.Line.DISPLACED);
  }

  /** Posts the net amount and the credit of a restart that left nothing running. */
  void remainder(Invoice invoice, Cut cut) {
    post(invoice, Posting.Line.REMAINDER, terms(invoice, cut.worths()));
  }

  /** Posts the one-off amount that an invoice bills in addition to the price of its cycle. */
  void setupFee(Invoice invoice, BigFraction fee) {
    post(invoice, Posting.Line.SETUP_FEE, fee);
  }

  /** Posts the net amount and the credit of an invoice less the value of its layers. */
  void rounding(Invoice invoice, List<BigFraction> credits, BigFraction limit, LayerDraft... made) {
    List<BigFraction> terms = terms(invoice, credits);
    for (LayerDraft slice : made) {
      terms.add(slice.weight.multiply(-slice.mrrMinor));
    }
    post(invoice, Posting.Line.ROUNDING, terms);
    BigFraction left = terms.stream().reduce(BigFraction.ZERO, BigFraction::add);
    if (left.abs().compareTo(limit) > 0) {
      roundedTooMuch.add(invoice.invoiceId());
    }
  }

  /** Ends the layers of uncollectible invoices at the time of the mark. */
  void closeUncollectible(List<LayerDraft> slices) {
    for (LayerDraft slice : slices) {
      Instant mark = slice.givenUpAt();
      if (mark != null && mark.isBefore(slice.end())) {
        post(Cut.of(List.of(slice), mark, GIVEN_UP, slice.invoice), Posting.Line.UNSERVED);
      }
    }
  }

  private static List<BigFraction> terms(Invoice invoice, List<BigFraction> credits) {
    List<BigFraction> terms = new ArrayList<>(credits);
    terms.add(BigFraction.of(invoice.netMinor()));
    return terms;
  }

  /**
   * Posts a sum as one amount per denominator, so that amounts stay short even for irregular
   * cycles.
   */
  private void post(Invoice invoice, Posting.Line line, List<BigFraction> terms) {
    Map<BigInteger, BigFraction> sums = new TreeMap<>();
    terms.forEach(term -> sums.merge(term.getDenominator(), term, BigFraction::add));
    sums.values().stream()
        .filter(sum -> sum.compareTo(BigFraction.ZERO) != 0)
        .forEach(sum -> post(invoice, line, sum));
  }

  private void post(Cut cut, Posting.Line line) {
    for (Cut.Loss loss : cut.losses()) {
      post(loss.slice().invoice, line, loss.worth());
    }
  }

  private void post(Invoice invoice, Posting.Line line, BigFraction amount) {
    postings.add(new Posting(invoice.invoiceId(), invoice.currency(), line, amount));
  }
}
