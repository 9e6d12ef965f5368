package io.tidemark.insights;

import io.tidemark.config.Settings.CohortBy;
import io.tidemark.mrr.Account;
import io.tidemark.mrr.Accounts;
import io.tidemark.mrr.CustomerBooks;
import io.tidemark.mrr.CustomerFacts;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.ExchangeFactor;
import io.tidemark.mrr.InvoiceFacts;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.mrr.Posting;
import io.tidemark.tables.BillingInterval;
import io.tidemark.tables.Currencies;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A customer history as a person writes it. Layers are lines such as {@code sub_1 EUR 2024-01-01
 * 2024-02-01 month 100.00}: subscription, currency, first day, first day after, billing interval
 * and monthly amount. Words may follow: the kind of the layer ({@code cycle} unless given), {@code
 * low}, {@code unseen}, {@code stream=1}, {@code invoice=in_1}, and {@code
 * cycle=2024-01-01..2024-02-01} where the cycle is not the layer's own period. Invoices are lines
 * such as {@code in_1 EUR 2024-01-01 100.00 subtotal=120.00 discount=20.00 coupons=SPRING
 * excluded=STATUS_VOID}: the net amount, and what differs. Postings are lines such as {@code in_1
 * EUR DISPLACED 100/3}, in minor units.
 */
public final class TestCustomer {
  private final String customerId;
  private Instant createdAt;
  private String country;
  private Long earlierPayments;
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

  /**
   * The months of files that begin on a day and end with {@code asOf}, three grace days, UTC.
   *
   * @param firstDay of the data
   */
  public static HistoryScope scope(String firstDay, String asOf) {
    LocalDate last = LocalDate.parse(asOf);
    DataWindow window =
        new DataWindow(time(firstDay), time(last.plusDays(1).toString()), last, ZoneOffset.UTC);
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

  public TestCustomer layers(String lines) {
    lines.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(this::layer);
    return this;
  }

  public TestCustomer invoices(String lines) {
    lines.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(this::invoice);
    return this;
  }

  public TestCustomer postings(String lines) {
    lines.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(this::posting);
    return this;
  }

  public TestCustomer roundedTooMuch(String... invoiceIds) {
    roundedTooMuch.addAll(List.of(invoiceIds));
    return this;
  }

  /** Returns the history with EUR as the reporting currency; ten USD are nine EUR. */
  public CustomerHistory in(HistoryScope scope) {
    List<ExchangeFactor> factors = List.of(factor("EUR", 1, 1), factor("USD", 9, 10));
    boolean paidBefore = earlierPayments != null && earlierPayments > 0;
    List<Account> accounts = Accounts.of("EUR", factors, scope.window()).of(layers, paidBefore);
    CustomerFacts facts = new CustomerFacts(customerId, createdAt, country, earlierPayments);
    CustomerBooks books = new CustomerBooks(postings, roundedTooMuch);
    return new CustomerHistory(scope, facts, invoices, List.of(), layers, accounts, books);
  }

  private static ExchangeFactor factor(String currency, int numerator, int denominator) {
    return new ExchangeFactor(
        currency,
        LocalDate.of(1900, 1, 1),
        LocalDate.of(9999, 12, 31),
        BigInteger.valueOf(numerator),
        BigInteger.valueOf(denominator),
        null,
        null);
  }

  private void layer(String line) {
    String[] words = line.split(" +");
    String kind = "cycle";
    boolean isLow = false;
    boolean isUnseen = false;
    int stream = 0;
    String[] cycle = {words[2], words[3]};
    String invoiceId = "in_" + layers.size();
    for (int index = 6; index < words.length; index++) {
      String word = words[index];
      if (word.equals("low")) {
        isLow = true;
      } else if (word.equals("unseen")) {
        isUnseen = true;
      } else if (word.startsWith("stream=")) {
        stream = Integer.parseInt(word.substring(7));
      } else if (word.startsWith("invoice=")) {
        invoiceId = word.substring(8);
      } else if (word.startsWith("cycle=")) {
        cycle = word.substring(6).split("\\.\\.");
      } else {
        kind = word;
      }
    }
    boolean isAdjustment = kind.equals("adjustment");
    String basis = List.of("implied", "pending").contains(kind) ? kind : "invoiced";
    BigFraction months = months(words[4]);
    layers.add(
        new MrrLayer(
            "layer_" + layers.size(),
            isAdjustment || words[0].equals("-") ? null : words[0],
            words[1],
            stream,
            time(words[2]),
            time(words[3]),
            date(words[2]),
            date(words[3]),
            months,
            time(cycle[0]),
            time(cycle[1]),
            months,
            minor(words[5], words[1]),
            0,
            0,
            kind,
            isAdjustment ? "adjusted" : basis,
            isLow,
            isAdjustment ? null : invoiceId,
            isUnseen,
            words[4]));
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

  private static BigFraction months(String interval) {
    if (interval.equals("adjustment")) {
      return BigFraction.ONE;
    }
    BillingInterval known = BillingInterval.valueOf(interval.toUpperCase(Locale.ROOT));
    return known.weeks() > 0
        ? BigFraction.of(12 * known.weeks(), 52)
        : BigFraction.of(Math.max(known.months(), 1));
  }

  private static long minor(String amount, String currency) {
    return new BigDecimal(amount).movePointRight(Currencies.decimals(currency)).longValueExact();
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text.substring(0, 10));
  }

  /** A day, or a time such as 2024-01-31T23:00. */
  static Instant time(String text) {
    String full = text.contains("T") ? text : text + "T00:00";
    return LocalDateTime.parse(full).toInstant(ZoneOffset.UTC);
  }
}
