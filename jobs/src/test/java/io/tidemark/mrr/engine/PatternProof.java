package io.tidemark.mrr.engine;

import io.tidemark.config.Policy;
import io.tidemark.simulate.SimulationOptions;
import io.tidemark.simulate.TrueMrr;
import io.tidemark.simulate.World;
import io.tidemark.simulate.WorldOptions;
import io.tidemark.testing.Worlds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * MRR read from simulated lives against their true MRR, by customer and day, as layers and
 * confidence show it.
 *
 * <p>A day is exact if MRR is off by at most 0.1 %. Days without MRR in either are not compared,
 * nor are days that no invoice can show: in a window those before the customer's first service in
 * it, and days on which something is not billed yet.
 */
final class PatternProof {
  private static final double TOLERANCE = 0.001;

  private final SimulationOptions options;
  private final Scope scope;
  private final LocalDate first;
  private final int days;
  private final Map<String, Account> accounts = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private long compared;
  private long exact;
  private long confident;
  private long confidentExact;

  /** The days of one customer in one currency, and what they were read from. */
  private static final class Account {
    private final long[] truth;
    private final long[] read;
    private final boolean[] isUnbilled;
    private final boolean[] isLow;
    private final List<Invoice> invoices = new ArrayList<>();
    private final List<TrueMrr> steps = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();

    private Account(int days) {
      truth = new long[days];
      read = new long[days];
      isUnbilled = new boolean[days];
      isLow = new boolean[days];
    }
  }

  /**
   * The days to compare.
   *
   * @param from the first one
   * @param isBilledOnly whether days are left out on which something is not billed yet; else only
   *     those of customers without an invoice are
   * @param leastInvoices customers with fewer in the file are left out: so few do not show how a
   *     subscription is billed
   */
  record Scope(LocalDate from, boolean isBilledOnly, int leastInvoices) {}

  private PatternProof(SimulationOptions options, Scope scope) {
    this.options = options;
    this.scope = scope;
    first = date(options.from());
    days = Math.toIntExact(date(options.to()).toEpochDay() - first.toEpochDay());
  }

  static PatternProof of(WorldOptions options, Scope scope) {
    PatternProof proof = new PatternProof(options.options(), scope);
    World world = World.simulate(options);
    proof.read(world);
    world.truth().forEach(proof::add);
    proof.accounts.values().forEach(proof::compare);
    return proof;
  }

  long days() {
    return compared;
  }

  double exactShare() {
    return (double) exact / compared;
  }

  double confidentShare() {
    return (double) confident / compared;
  }

  /** Of the days of high confidence; 1 where there are none. */
  double confidentExactShare() {
    return confident == 0 ? 1 : (double) confidentExact / confident;
  }

  /** A row in Markdown. */
  String row(String name) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %.2f | %.1f | %s |",
        name,
        compared,
        100 * exactShare(),
        100 * confidentShare(),
        confident == 0 ? "-" : String.format(Locale.ROOT, "%.3f", 100 * confidentExactShare()));
  }

  /**
   * Returns the customers with wrong days of high confidence: such days, invoices, true MRR and
   * layers, one text per customer.
   */
  List<String> wrong() {
    return wrong;
  }

  private void read(World world) {
    List<Invoice> invoices = Worlds.invoices(world);
    Map<String, Instant> creations = Worlds.creations(world);
    Instant from = invoices.stream().map(Invoice::createdAt).min(Instant::compareTo).orElseThrow();
    Instant through =
        invoices.stream().map(Invoice::createdAt).max(Instant::compareTo).orElseThrow();
    LayerPolicy rules = LayerPolicy.of(Policy.defaults(), from, through);
    Map<List<String>, List<Invoice>> groups =
        invoices.stream()
            .collect(
                Collectors.groupingBy(
                    invoice ->
                        List.of(
                            invoice.customerId(),
                            invoice.currency(),
                            Objects.requireNonNullElse(invoice.subscriptionId(), "")),
                    HashMap::new,
                    Collectors.toList()));
    groups.values().stream()
        .collect(Collectors.groupingBy(group -> group.get(0).customerId()))
        .forEach((customer, ofCustomer) -> read(ofCustomer, creations.get(customer), rules));
  }

  private void read(List<List<Invoice>> ofCustomer, Instant created, LayerPolicy rules) {
    List<SubscriptionResult> results = CustomerReading.of(ofCustomer, created, rules);
    for (int index = 0; index < results.size(); index++) {
      List<Invoice> group = ofCustomer.get(index);
      Account account = account(group.get(0).customerId(), group.get(0).currency());
      account.invoices.addAll(group);
      results.get(index).layers().forEach(layer -> add(account, layer));
    }
  }

  private void add(Account account, Layer layer) {
    account.layers.add(layer);
    for (int day = day(date(layer.start())); day < day(date(layer.end())); day++) {
      account.read[day] += layer.mrrMinor();
      account.isLow[day] |= layer.confidence() == Layer.Confidence.LOW;
    }
  }

  private void add(TrueMrr interval) {
    Account account = account(interval.customerId(), interval.currency());
    account.steps.add(interval);
    for (int day = day(interval.validFrom()); day < day(interval.validTo()); day++) {
      account.truth[day] += interval.mrrMinor();
      account.isUnbilled[day] |= !interval.isBilled();
    }
  }

  private void compare(Account account) {
    if (account.invoices.size() < scope.leastInvoices()) {
      return;
    }
    List<WrongDays.Day> wrongDays = new ArrayList<>();
    for (int day = firstVisible(account); day < days; day++) {
      long read = Math.max(0, account.read[day]);
      long truth = account.truth[day];
      boolean isVisible =
          scope.isBilledOnly() ? !account.isUnbilled[day] : !account.invoices.isEmpty();
      if (!isVisible || read == 0 && truth == 0) {
        continue;
      }
      boolean isExact = Math.abs(read - truth) <= TOLERANCE * truth;
      compared++;
      exact += isExact ? 1 : 0;
      if (!account.isLow[day]) {
        confident++;
        confidentExact += isExact ? 1 : 0;
        if (!isExact) {
          wrongDays.add(new WrongDays.Day(first.plusDays(day), read, truth));
        }
      }
    }
    if (!wrongDays.isEmpty()) {
      wrong.add(WrongDays.text(wrongDays, account.invoices, account.steps, account.layers));
    }
  }

  private int firstVisible(Account account) {
    boolean isWhole = options.windowFrom().equals(options.from());
    int firstInvoice =
        account.invoices.stream()
            .filter(Invoice::hasServicePeriod)
            .mapToInt(invoice -> day(date(invoice.createdAt())))
            .min()
            .orElse(days);
    return Math.max(day(scope.from()), isWhole ? 0 : firstInvoice);
  }

  private Account account(String customerId, String currency) {
    return accounts.computeIfAbsent(customerId + currency, key -> new Account(days));
  }

  private int day(LocalDate date) {
    return (int) Math.max(0, Math.min(days, date.toEpochDay() - first.toEpochDay()));
  }

  private static LocalDate date(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }
}
