package io.tidemark.insights;

import static io.tidemark.mrr.LiteralAccounts.factor;
import static io.tidemark.mrr.LiteralLayers.minor;
import static io.tidemark.mrr.LiteralLayers.time;

import io.tidemark.config.Settings.CohortBy;
import io.tidemark.mrr.Account;
import io.tidemark.mrr.Accounts;
import io.tidemark.mrr.BilledSubscription;
import io.tidemark.mrr.CustomerFacts;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.ExchangeFactor;
import io.tidemark.mrr.InvoiceFacts;
import io.tidemark.mrr.LiteralLayers;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.mrr.engine.CustomerPostings;
import io.tidemark.mrr.engine.Posting;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Builds a customer history as a person writes it. Layers are lines of {@link LiteralLayers}.
 * Invoices are lines such as {@code in_1 EUR 2024-01-01 100.00 subtotal=120.00 discount=20.00
 * coupons=SPRING excluded=STATUS_VOID}: the net amount, and what differs. Postings are lines such
 * as {@code in_1 EUR DISPLACED 100/3}, in minor units.
 */
public final class TestCustomer {
  private static final List<ExchangeFactor> NINE_EUROS_ARE_TEN_DOLLARS =
      List.of(factor("EUR 1900-01-01 9999-12-31 1 1"), factor("USD 1900-01-01 9999-12-31 9 10"));

  private final String customerId;
  private Instant createdAt;
  private String country;
  private boolean isPlaceholder;
  private Long earlierPayments;
  private Boolean hasPaid;
  private List<Account> accounts;
  private List<BilledSubscription> subscriptions = List.of();
  private final List<MrrLayer> layers = new ArrayList<>();
  private final List<InvoiceFacts> invoices = new ArrayList<>();
  private final List<Posting> postings = new ArrayList<>();
  private final List<String> roundedTooMuch = new ArrayList<>();

  private TestCustomer(String customerId) {
    this.customerId = customerId;
  }

  public static TestCustomer named(String customerId) {
    return new TestCustomer(customerId);
  }

  /** Returns customers with layers, of lines that begin with their names. */
  static Map<String, TestCustomer> byName(String lines) {
    Map<String, TestCustomer> customers = new LinkedHashMap<>();
    LiteralLayers.byCustomer(lines)
        .forEach(
            (name, layers) -> {
              TestCustomer customer = named(name);
              customer.layers.addAll(layers);
              customers.put(name, customer);
            });
    return customers;
  }

  /** Returns the histories of customers with layers, of lines that begin with their names. */
  public static List<CustomerHistory> all(HistoryScope scope, String lines) {
    return histories(scope, byName(lines).values().toArray(TestCustomer[]::new));
  }

  /** Returns the histories of customers. */
  public static List<CustomerHistory> histories(HistoryScope scope, TestCustomer... customers) {
    return Stream.of(customers).map(customer -> customer.in(scope)).toList();
  }

  /**
   * Returns the months of files that begin on a day and end with {@code asOf}, three grace days, in
   * UTC.
   *
   * @param firstDay of the data
   */
  public static HistoryScope scope(String firstDay, String asOf) {
    return scope(firstDay, asOf, ZoneOffset.UTC);
  }

  /** The same in another business time zone; the data still begins and ends with days of UTC. */
  static HistoryScope scope(String firstDay, String asOf, ZoneId zone) {
    LocalDate last = LocalDate.parse(asOf);
    DataWindow window =
        new DataWindow(time(firstDay), time(last.plusDays(1).toString()), last, zone);
    return new HistoryScope(window, MonthRange.of(window), 3, CohortBy.FIRST_PAYMENT);
  }

  TestCustomer created(String day) {
    createdAt = time(day);
    return this;
  }

  TestCustomer from(String country) {
    this.country = country;
    return this;
  }

  /** Payments before the files; known unless this is left out. */
  TestCustomer earlierPayments(long count) {
    earlierPayments = count;
    return this;
  }

  /** Whether the customer ever paid; unknown unless this is called. */
  TestCustomer hasPaid(boolean hasPaid) {
    this.hasPaid = hasPaid;
    return this;
  }

  /** Accounts instead of those that the layers add up to. */
  TestCustomer accounts(Account... accounts) {
    this.accounts = List.of(accounts);
    return this;
  }

  TestCustomer subscriptions(List<BilledSubscription> subscriptions) {
    this.subscriptions = subscriptions;
    return this;
  }

  public TestCustomer layers(String lines) {
    layers.addAll(LiteralLayers.of(lines, layers.size()));
    return this;
  }

  public TestCustomer invoices(String lines) {
    lines.lines().forEach(this::invoice);
    return this;
  }

  /** The customer is not in the customers file. */
  public TestCustomer placeholder() {
    isPlaceholder = true;
    return this;
  }

  public TestCustomer postings(String lines) {
    lines.lines().forEach(this::posting);
    return this;
  }

  public TestCustomer roundedTooMuch(String... invoiceIds) {
    roundedTooMuch.addAll(List.of(invoiceIds));
    return this;
  }

  /** Returns the history with EUR as the reporting currency; ten USD are nine EUR. */
  public CustomerHistory in(HistoryScope scope) {
    boolean paidBefore = earlierPayments != null && earlierPayments > 0;
    Accounts rules = Accounts.of("EUR", NINE_EUROS_ARE_TEN_DOLLARS, scope.window());
    return new CustomerHistory(
        scope,
        new CustomerFacts(customerId, isPlaceholder, createdAt, country, earlierPayments, hasPaid),
        invoices,
        subscriptions,
        layers,
        accounts == null ? rules.of(layers, paidBefore) : accounts,
        new CustomerPostings(postings, roundedTooMuch));
  }

  private void invoice(String line) {
    String[] words = line.split(" +");
    long net = minor(words[3], words[1]);
    Long subtotal = net;
    Long discount = null;
    String coupons = null;
    String excluded = null;
    for (int index = 4; index < words.length; index++) {
      String[] pair = words[index].split("=");
      switch (pair[0]) {
        case "subtotal" -> subtotal = minor(pair[1], words[1]);
        case "discount" -> discount = minor(pair[1], words[1]);
        case "coupons" -> coupons = pair[1];
        case "excluded" -> excluded = pair[1];
        default -> throw new IllegalArgumentException(line);
      }
    }
    invoices.add(
        new InvoiceFacts(
            words[0],
            words[1],
            time(words[2]),
            time(words[2]),
            net,
            subtotal,
            discount,
            coupons,
            excluded));
  }

  private void posting(String line) {
    String[] words = line.split(" +");
    Posting.Line of = Posting.Line.valueOf(words[2]);
    postings.add(new Posting(words[0], words[1], of, BigFraction.parse(words[3])));
  }
}
