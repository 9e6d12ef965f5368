package io.tidemark.testing;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.mrr.engine.Invoice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A second, independent reading of the rules of MRR over a whole file: what the first is compared
 * with. Slow and simple; each section of the contract is a class of its own.
 */
public final class Oracle {
  private final ZoneId zone;
  private final List<Slice> slices = new ArrayList<>();
  private final Map<String, String> reasons = new TreeMap<>();

  private Oracle(ZoneId zone) {
    this.zone = zone;
  }

  /** One subscription, and what it tells of the customer's others. */
  private record OfSubscription(
      List<Invoice> counted, SectionThree layers, boolean paidFee, List<Instant> unseenUntil) {
    static OfSubscription of(
        List<Invoice> counted, Map<String, Instant> customersCreatedAt, Instant dataFrom) {
      SectionThree layers = SectionThree.of(counted);
      FirstCycles first = FirstCycles.of(layers);
      Instant createdAt = customersCreatedAt.get(counted.get(0).customerId());
      boolean isCredited = first.doubtCredited(createdAt, dataFrom);
      return new OfSubscription(
          counted, layers, first.paidFee(), first.unseenUntil(isCredited, dataFrom));
    }

    boolean isBeside(OfSubscription other) {
      Invoice mine = counted.get(0);
      Invoice its = other.counted.get(0);
      return this != other
          && mine.customerId().equals(its.customerId())
          && mine.currency().equals(its.currency());
    }
  }

  /** A customer and a currency. */
  public record Account(String customerId, String currency) {}

  /**
   * @param invoices all of the file, whatever their status
   * @param customersCreatedAt when a customer was created, where it is known
   * @param dataThrough the last {@code created_at} of the file
   */
  public static Oracle of(
      Collection<Invoice> invoices,
      Map<String, Instant> customersCreatedAt,
      Policy policy,
      Instant dataThrough) {
    Oracle oracle = new Oracle(policy.get(Settings.BUSINESS_TIME_ZONE));
    Instant dataFrom =
        invoices.stream().map(Invoice::createdAt).min(Instant::compareTo).orElse(dataThrough);
    SectionOne sectionOne = new SectionOne(policy, dataThrough);
    Map<String, List<Invoice>> bySubscription = new TreeMap<>();
    Map<String, List<Invoice>> counting = new TreeMap<>();
    for (Invoice invoice : invoices) {
      Optional<String> reason = sectionOne.reason(invoice);
      reason.ifPresent(text -> oracle.reasons.put(invoice.invoiceId(), text));
      if (invoice.subscriptionId() != null) {
        bySubscription
            .computeIfAbsent(invoice.subscriptionId(), id -> new ArrayList<>())
            .add(invoice);
        if (reason.isEmpty()) {
          counting.computeIfAbsent(invoice.subscriptionId(), id -> new ArrayList<>()).add(invoice);
        }
      }
    }
    List<OfSubscription> all = new ArrayList<>();
    counting.forEach(
        (subscription, counted) ->
            all.add(OfSubscription.of(counted, customersCreatedAt, dataFrom)));
    all.forEach(
        one -> {
          List<OfSubscription> others = all.stream().filter(one::isBeside).toList();
          if (others.stream().anyMatch(OfSubscription::paidFee)) {
            FirstCycles.of(one.layers()).doubtUnconfirmed();
          }
          List<Invoice> counted = one.counted();
          String subscription = counted.get(0).subscriptionId();
          SectionThree layers = one.layers();
          List<Slice> slices = new ArrayList<>();
          SectionFour unseen =
              new SectionFour(
                  policy, dataFrom, dataThrough, bySubscription.get(subscription), layers);
          Instant createdAt = customersCreatedAt.get(counted.get(0).customerId());
          layers.orphanCredits().forEach(id -> oracle.reasons.put(id, "ORPHAN_CREDIT"));
          unseen.implied(createdAt).ifPresent(slices::add);
          layers.pieces().stream()
              .filter(piece -> !piece.isEmpty())
              .map(Piece::slice)
              .forEach(slices::add);
          slices.addAll(unseen.pending());
          for (OfSubscription other : others) {
            for (Instant until : other.unseenUntil()) {
              List<Slice> parts = new ArrayList<>();
              slices.forEach(slice -> parts.addAll(FirstCycles.split(slice, dataFrom, until)));
              slices.clear();
              slices.addAll(parts);
            }
          }
          oracle.slices.addAll(slices);
        });
    return oracle;
  }

  /** All layers, none empty, by subscription. */
  public List<Slice> slices() {
    return slices;
  }

  /** Why an invoice makes no layer, by its id; an invoice that counts is absent. */
  public Map<String, String> reasons() {
    return reasons;
  }

  /**
   * Section 5: MRR of every customer with an active layer on a date, minor units, never negative.
   */
  public Map<Account, Long> customerMrr(LocalDate date) {
    Map<Account, Long> sums = new HashMap<>();
    for (Slice slice : slices) {
      if (!date(slice.start()).isAfter(date) && date.isBefore(date(slice.end()))) {
        sums.merge(new Account(slice.customerId(), slice.currency()), slice.mrrMinor(), Long::sum);
      }
    }
    sums.replaceAll((account, mrr) -> Math.max(0, mrr));
    return sums;
  }

  private LocalDate date(Instant time) {
    return time.atZone(zone).toLocalDate();
  }
}
