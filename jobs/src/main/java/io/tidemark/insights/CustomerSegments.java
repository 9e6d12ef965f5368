package io.tidemark.insights;

import io.tidemark.config.Settings.CohortBy;
import io.tidemark.mrr.Account;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.InvoiceFacts;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.tables.Movement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cohort and the segments in which a customer began.
 *
 * @param firstInterval billing interval of the largest change on the first day with a change
 * @param firstDiscount class of the discount share of the first invoice that counts for MRR
 * @param coupon coupons of that invoice, as in the file
 * @param country as in the file
 * @param firstCurrency the only native currency with a beginning, or {@value #SEVERAL}
 * @param beginnings by account; an account without movements in the data has none
 */
record CustomerSegments(
    String firstInterval,
    String firstDiscount,
    String coupon,
    String country,
    String firstCurrency,
    SortedMap<AccountKey, Beginning> beginnings) {
  /**
   * The cohort of customers who paid before the data begins. Those who left before then are not
   * visible.
   */
  static final String BEFORE = "before";

  /** The segment of customers without a value of a dimension. */
  static final String NONE = "none";

  /** The currency of customers who do not have exactly one native currency. */
  static final String SEVERAL = "several";

  private static final DateTimeFormatter COHORT =
      DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT);

  private static final Comparator<IntervalChange> FIRST_AND_LARGEST =
      Comparator.comparing(IntervalChange::date)
          .thenComparing(IntervalChange::deltaMinor, Comparator.reverseOrder())
          .thenComparing(IntervalChange::billingInterval);

  private static final Comparator<InvoiceFacts> FIRST_SERVICE =
      Comparator.comparing(
              InvoiceFacts::serviceStart, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
          .thenComparing(InvoiceFacts::createdAt)
          .thenComparing(InvoiceFacts::invoiceId);

  private static final Comparator<MrrMovement> FIRST_MOVEMENT =
      Comparator.comparing(MrrMovement::date).thenComparing(movement -> movement.movement().text());

  CustomerSegments {
    beginnings = Collections.unmodifiableSortedMap(new TreeMap<>(beginnings));
  }

  /**
   * The first MRR of an account.
   *
   * @param cohort yyyy-MM, or {@value CustomerSegments#BEFORE}
   * @param cohortMonth its first day; for {@value CustomerSegments#BEFORE}, that of the opening
   *     day's month
   * @param initialMinor MRR after the first movement, minor units
   * @param band of that MRR
   */
  record Beginning(String cohort, LocalDate cohortMonth, long initialMinor, String band) {}

  /** Computes the segments of a customer. */
  static CustomerSegments of(CustomerHistory customer) {
    SortedMap<AccountKey, Beginning> beginnings = new TreeMap<>();
    for (Account account : customer.accounts()) {
      account.movements().stream()
          .filter(movement -> movement.movement() != Movement.FX)
          .min(FIRST_MOVEMENT)
          .ifPresent(first -> beginnings.put(account.key(), beginning(customer, account, first)));
    }
    String interval =
        customer.intervalChanges().stream()
            .min(FIRST_AND_LARGEST)
            .map(IntervalChange::billingInterval)
            .orElse(NONE);
    InvoiceFacts invoice =
        customer.invoices().stream().filter(InvoiceFacts::counts).min(FIRST_SERVICE).orElse(null);
    return new CustomerSegments(
        interval,
        invoice == null ? NONE : discount(invoice),
        invoice == null ? NONE : Objects.requireNonNullElse(invoice.coupons(), NONE),
        Objects.requireNonNullElse(customer.facts().country(), NONE),
        currency(beginnings),
        beginnings);
  }

  private static Beginning beginning(CustomerHistory customer, Account account, MrrMovement first) {
    long initial = first.afterMinor();
    String band = MrrBands.in(account.key().currency()).of(initial);
    if (first.movement() != Movement.NEW) {
      LocalDate month = customer.scope().window().openingDay().withDayOfMonth(1);
      return new Beginning(BEFORE, month, initial, band);
    }
    LocalDate month = began(customer, first).withDayOfMonth(1);
    return new Beginning(COHORT.format(month), month, initial, band);
  }

  private static LocalDate began(CustomerHistory customer, MrrMovement first) {
    Instant created = customer.facts().createdAt();
    boolean isByCreation = customer.scope().cohortBy() == CohortBy.CREATION && created != null;
    return isByCreation ? customer.scope().window().date(created) : first.date();
  }

  private static String discount(InvoiceFacts invoice) {
    if (invoice.discountMinor() == null || invoice.subtotalMinor() == null) {
      return NONE;
    }
    Double share = Ratios.of(invoice.discountMinor(), invoice.subtotalMinor());
    if (share == null || share <= 0) {
      return NONE;
    }
    if (share <= 0.10) {
      return "up_to_10_percent";
    }
    if (share <= 0.25) {
      return "up_to_25_percent";
    }
    return share <= 0.50 ? "up_to_50_percent" : "above_50_percent";
  }

  private static String currency(SortedMap<AccountKey, Beginning> beginnings) {
    String only = null;
    for (AccountKey account : beginnings.keySet()) {
      if (!account.isConverted()) {
        if (only != null) {
          return SEVERAL;
        }
        only = account.currency();
      }
    }
    return Objects.requireNonNullElse(only, SEVERAL);
  }
}
