package io.tidemark.forecast;

import io.tidemark.insights.Mergeable;
import io.tidemark.mrr.AccountKey;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums over customers with MRR on the as-of date by account, for the risks. */
final class CustomerSums implements Mergeable<CustomerSums> {
  private static final long serialVersionUID = 1L;
  private static final int LARGEST = 10;

  private final TreeMap<AccountKey, Account> accounts = new TreeMap<>();

  /** Sums of one account. */
  static final class Account implements Mergeable<Account> {
    private static final long serialVersionUID = 1L;

    private int customers;
    private final ArrayList<Double> largest = new ArrayList<>();
    private int unpaidBooks;
    private final TreeMap<String, Long> unpaidMrr = new TreeMap<>();
    private Debtor largestDebtor;

    /** Returns the number of customers. */
    int customers() {
      return customers;
    }

    /** Returns the MRR of the ten largest customers, minor units, largest first. */
    List<Double> largest() {
      return List.copyOf(largest);
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

    private void add(double mrr) {
      largest.add(mrr);
      largest.sort(Collections.reverseOrder());
      if (largest.size() > LARGEST) {
        largest.remove(LARGEST);
      }
    }

    private void add(Debtor debtor) {
      boolean isLarger = largestDebtor == null || debtor.compareTo(largestDebtor) < 0;
      largestDebtor = isLarger ? debtor : largestDebtor;
    }

    @Override
    public void merge(Account other) {
      customers += other.customers;
      other.largest.forEach(this::add);
      unpaidBooks += other.unpaidBooks;
      other.unpaidMrr.forEach((currency, mrr) -> unpaidMrr.merge(currency, mrr, Math::addExact));
      other.largestDebtor().ifPresent(this::add);
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
   * @param mrr MRR in the account, minor units
   * @param parts that MRR by original currency, minor units of each currency
   * @param unpaid open invoices of the account, by currency
   */
  void add(AccountKey key, double mrr, Map<String, Long> parts, List<Unpaid> unpaid) {
    Account account = accounts.computeIfAbsent(key, x -> new Account());
    account.customers++;
    account.add(mrr);
    for (Unpaid open : unpaid) {
      account.unpaidBooks++;
      account.add(new Debtor(mrr, open));
    }
    if (!unpaid.isEmpty()) {
      parts.forEach((currency, part) -> account.unpaidMrr.merge(currency, part, Math::addExact));
    }
  }

  /** Returns the sums of an account; they are empty if it has no customers. */
  Account of(AccountKey key) {
    return accounts.getOrDefault(key, new Account());
  }

  @Override
  public void merge(CustomerSums other) {
    other.accounts.forEach(
        (key, account) -> accounts.computeIfAbsent(key, x -> new Account()).merge(account));
  }
}
