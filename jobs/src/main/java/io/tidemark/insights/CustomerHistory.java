package io.tidemark.insights;

import io.tidemark.mrr.Account;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.BilledSubscription;
import io.tidemark.mrr.CustomerFacts;
import io.tidemark.mrr.InvoiceFacts;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.mrr.engine.CustomerPostings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All data of a run about one customer, which is the input of every metric. Lists that several
 * metrics need are computed once.
 */
public final class CustomerHistory {
  private final HistoryScope scope;
  private final CustomerFacts facts;
  private final List<InvoiceFacts> invoices;
  private final List<BilledSubscription> subscriptions;
  private final List<MrrLayer> layers;
  private final List<Account> accounts;
  private final CustomerPostings postings;
  private final Map<AccountKey, long[]> monthEnds = new HashMap<>();
  private List<IntervalChange> intervalChanges;
  private List<BillingCycle> cycles;
  private List<MonthlyMovements> monthlyMovements;
  private CustomerSegments segments;

  /**
   * @param invoices all invoices, including those that do not count for MRR
   * @param subscriptions the same invoices in the form of the MRR rules
   * @param layers of all subscriptions and manual adjustments
   * @param accounts the MRR that results from the layers
   * @param postings the amounts of counted invoices that no layer shows
   */
  public CustomerHistory(
      HistoryScope scope,
      CustomerFacts facts,
      List<InvoiceFacts> invoices,
      List<BilledSubscription> subscriptions,
      List<MrrLayer> layers,
      List<Account> accounts,
      CustomerPostings postings) {
    this.scope = scope;
    this.facts = facts;
    this.invoices = List.copyOf(invoices);
    this.subscriptions = List.copyOf(subscriptions);
    this.layers = List.copyOf(layers);
    this.accounts = List.copyOf(accounts);
    this.postings = postings;
  }

  public HistoryScope scope() {
    return scope;
  }

  public CustomerFacts facts() {
    return facts;
  }

  public String customerId() {
    return facts.customerId();
  }

  public List<InvoiceFacts> invoices() {
    return invoices;
  }

  /** Returns the invoices in the form of the MRR rules, by subscription and currency. */
  public List<BilledSubscription> subscriptions() {
    return subscriptions;
  }

  public List<MrrLayer> layers() {
    return layers;
  }

  /** Returns the MRR by currency, and converted, in the order of the keys. */
  public List<Account> accounts() {
    return accounts;
  }

  public CustomerPostings postings() {
    return postings;
  }

  /**
   * Returns the MRR at the end of each month of the scope, minor units. Callers must not change the
   * result.
   */
  public long[] monthEnds(Account account) {
    return monthEnds.computeIfAbsent(
        account.key(), x -> CustomerMonths.ends(account, scope.months()));
  }

  /** Returns the movements of each account and month with at least one movement. */
  public List<MonthlyMovements> monthlyMovements() {
    if (monthlyMovements == null) {
      monthlyMovements = MonthlyMovements.of(this);
    }
    return monthlyMovements;
  }

  /** Returns the changes of MRR by billing interval, in native currencies. */
  List<IntervalChange> intervalChanges() {
    if (intervalChanges == null) {
      intervalChanges = IntervalChanges.of(this);
    }
    return intervalChanges;
  }

  /** Returns every billing cycle that an invoice in the files opened. */
  List<BillingCycle> cycles() {
    if (cycles == null) {
      cycles = BillingCycles.of(this);
    }
    return cycles;
  }

  /** Returns the cohort and the segments in which the customer began. */
  CustomerSegments segments() {
    if (segments == null) {
      segments = CustomerSegments.of(this);
    }
    return segments;
  }
}
