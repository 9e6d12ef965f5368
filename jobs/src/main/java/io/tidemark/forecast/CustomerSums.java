package io.tidemark.forecast;

import io.tidemark.insights.Mergeable;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.InvoiceFacts;
import io.tidemark.mrr.engine.ExclusionReason;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums over customers with MRR on the as-of date by account, for the risks. */
final class CustomerSums implements Mergeable<CustomerSums> {
  private static final long serialVersionUID = 1L;
  private static final int LARGEST = 10;
  private static final Set<String> NEVER_PAID =
      Set.of(
          ExclusionReason.STATUS_VOID.name(),
          ExclusionReason.STATUS_UNCOLLECTIBLE.name(),
          ExclusionReason.OPEN_CLOSED.name(),
          ExclusionReason.OPEN_OVERDUE.name());

  private final TreeMap<AccountKey, Account> accounts = new TreeMap<>();
  private long writtenInvoices;
  private long unpaidInvoices;

  /** Sums of one account. */
  static final class Account implements Mergeable<Account> {
    private static final long serialVersionUID = 1L;

    private int customers;
    private final ArrayList<Payer> largest = new ArrayList<>();
    private int neverPaid;
    private final TreeMap<String, Long> neverPaidMrr = new TreeMap<>();
    private Payer largestNeverPaid;
    private int unpaidBooks;
    private final TreeMap<String, Long> unpaidMrr = new TreeMap<>();
    private Debtor largestDebtor;

    /** Returns the number of customers. */
    int customers() {
      return customers;
    }

    /** Returns the ten largest customers, largest first. */
    List<Payer> largest() {
      return List.copyOf(largest);
    }

    /** Returns the lines of the largest customer; empty if there is none. */
    List<ForecastLine> largestLines() {
      return largest.isEmpty() ? List.of() : largest.get(0).lines();
    }

    /** Returns the number of customers who never paid. */
    int neverPaid() {
      return neverPaid;
    }

    /** Returns the MRR of customers who never paid by original currency, minor units. */
    SortedMap<String, Long> neverPaidMrr() {
      return Collections.unmodifiableSortedMap(neverPaidMrr);
    }

    /** Returns the largest customer who never paid. */
    Optional<Payer> largestNeverPaid() {
      return Optional.ofNullable(largestNeverPaid);
    }

    /** Returns the number of customers with open invoices; a customer counts once per currency. */
    int unpaidBooks() {
      return unpaidBooks;
    }

    /** Returns the MRR of customers with open invoices by original currency, minor units. */
    SortedMap<String, Long> unpaidMrr() {
      return Collections.unmodifiableSortedMap(unpaidMrr);
    }

    /** Returns the largest customer with open invoices. Ties are broken by currency, then by id. */
    Optional<Debtor> largestDebtor() {
      return Optional.ofNullable(largestDebtor);
    }

    private void addLargest(Payer payer) {
      largest.add(payer);
      Collections.sort(largest);
      if (largest.size() > LARGEST) {
        largest.remove(LARGEST);
      }
    }

    private void addNeverPaid(int number, Map<String, Long> parts, Payer one) {
      neverPaid += number;
      parts.forEach((currency, part) -> neverPaidMrr.merge(currency, part, Math::addExact));
      boolean isLarger = largestNeverPaid == null || one.compareTo(largestNeverPaid) < 0;
      largestNeverPaid = isLarger ? one : largestNeverPaid;
    }

    private void add(Debtor debtor) {
      boolean isLarger = largestDebtor == null || debtor.compareTo(largestDebtor) < 0;
      largestDebtor = isLarger ? debtor : largestDebtor;
    }

    @Override
    public void merge(Account other) {
      customers += other.customers;
      other.largest.forEach(this::addLargest);
      other
          .largestNeverPaid()
          .ifPresent(one -> addNeverPaid(other.neverPaid, other.neverPaidMrr, one));
      unpaidBooks += other.unpaidBooks;
      other.unpaidMrr.forEach((currency, mrr) -> unpaidMrr.merge(currency, mrr, Math::addExact));
      other.largestDebtor().ifPresent(this::add);
    }
  }

  /**
   * A customer with MRR. The order is by MRR, largest first.
   *
   * @param mrr minor units of the account
   * @param lines that add up to its MRR
   */
  record Payer(String customerId, double mrr, List<ForecastLine> lines)
      implements Comparable<Payer>, Serializable {
    Payer {
      lines = new ArrayList<>(lines);
    }

    @Override
    public int compareTo(Payer other) {
      int byMrr = Double.compare(other.mrr, mrr);
      return byMrr != 0 ? byMrr : customerId.compareTo(other.customerId);
    }
  }

  /**
   * A customer with open invoices. The order is by MRR, largest first.
   *
   * @param mrr minor units of the account
   */
  record Debtor(double mrr, Unpaid unpaid) implements Comparable<Debtor>, Serializable {
    @Override
    public int compareTo(Debtor other) {
      int byMrr = Double.compare(other.mrr, mrr);
      return byMrr != 0 ? byMrr : unpaid.compareTo(other.unpaid);
    }
  }

  /**
   * Adds a customer with MRR.
   *
   * @param hasNeverPaid whether the customer is known to have never paid
   * @param parts its MRR by original currency, minor units of each currency
   * @param unpaid open invoices of the account, by currency
   */
  void add(
      AccountKey key,
      Payer payer,
      boolean hasNeverPaid,
      Map<String, Long> parts,
      List<Unpaid> unpaid) {
    Account account = accounts.computeIfAbsent(key, x -> new Account());
    account.customers++;
    account.addLargest(payer);
    if (hasNeverPaid) {
      account.addNeverPaid(1, parts, payer);
    }
    for (Unpaid open : unpaid) {
      account.unpaidBooks++;
      account.add(new Debtor(payer.mrr(), open));
    }
    if (!unpaid.isEmpty()) {
      parts.forEach((currency, part) -> account.unpaidMrr.merge(currency, part, Math::addExact));
    }
  }

  /** Adds the invoices that count for MRR, and those that would if they had been paid. */
  void addInvoices(List<InvoiceFacts> invoices) {
    for (InvoiceFacts invoice : invoices) {
      boolean isUnpaid = !invoice.counts() && NEVER_PAID.contains(invoice.exclusionReason());
      writtenInvoices += invoice.counts() || isUnpaid ? 1 : 0;
      unpaidInvoices += isUnpaid ? 1 : 0;
    }
  }

  /** Returns the share of these invoices that will never be paid; 0 if there are none. */
  double unpaidShare() {
    return writtenInvoices == 0 ? 0 : (double) unpaidInvoices / writtenInvoices;
  }

  /** Returns the number of these invoices. */
  long writtenInvoices() {
    return writtenInvoices;
  }

  /** Returns the number of these invoices that will never be paid. */
  long unpaidInvoices() {
    return unpaidInvoices;
  }

  /** Returns the sums of an account; they are empty if it has no customers. */
  Account of(AccountKey key) {
    return accounts.getOrDefault(key, new Account());
  }

  @Override
  public void merge(CustomerSums other) {
    writtenInvoices += other.writtenInvoices;
    unpaidInvoices += other.unpaidInvoices;
    other.accounts.forEach(
        (key, account) -> accounts.computeIfAbsent(key, x -> new Account()).merge(account));
  }
}
