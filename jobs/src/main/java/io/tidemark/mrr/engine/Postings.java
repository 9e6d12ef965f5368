package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Ending.Manner.GIVEN_UP;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/** The books of a subscription: every cut and every rounding, written down as it happens. */
final class Postings {
  private final List<Posting> postings = new ArrayList<>();
  private final List<String> roundedTooMuch = new ArrayList<>();

  List<Posting> postings() {
    return postings;
  }

  /** Invoices whose rounding is more than rounding can explain. */
  List<String> roundedTooMuch() {
    return roundedTooMuch;
  }

  /** A cut whose worth the invoice credits: lost by one side, gained by the other. */
  void move(Invoice invoice, Cut cut) {
    post(cut, Posting.Line.MOVED_OUT);
    cut.worths().forEach(loss -> post(invoice, Posting.Line.MOVED_IN, loss));
  }

  /** A cut that nobody credits. */
  void displace(Cut cut) {
    post(cut, Posting.Line.DISPLACED);
  }

  /** What is left of net and credit where nothing runs on. */
  void remainder(Invoice invoice, Cut cut) {
    post(invoice, Posting.Line.REMAINDER, terms(invoice, cut.worths()));
  }

  /** What an invoice bills beyond the price of its cycle, once. */
  void setupFee(Invoice invoice, BigFraction fee) {
    post(invoice, Posting.Line.SETUP_FEE, fee);
  }

  /** Net and credit of an invoice less what its slices were made worth. */
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

  /** Ends what was given up where it was given up. */
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
   * Posts a sum as one amount a denominator, so that amounts stay short however odd the cycles are.
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
