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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the rules read from whole simulated lives, day by day, against what these are really worth.
 * Days on which something is not billed yet, so that no invoice can show it, are left out.
 */
final class Proof {
  private static final long FEW_CENTS = 5;

  private final LocalDate first;
  private final int days;
  private final Map<String, Days> accounts = new TreeMap<>();
  private final Map<LowConfidenceReason, Errors> doubted = new EnumMap<>(LowConfidenceReason.class);
  private final Errors confident = new Errors();
  private final Errors all = new Errors();

  /** Customer-days by how far they are off. */
  static final class Errors {
    private long exact;
    private long cent;
    private long fewCents;
    private long more;

    private void add(long error) {
      exact += error == 0 ? 1 : 0;
      cent += error == 1 ? 1 : 0;
      fewCents += error > 1 && error <= FEW_CENTS ? 1 : 0;
      more += error > FEW_CENTS ? 1 : 0;
    }

    long wrong() {
      return cent + fewCents + more;
    }

    long days() {
      return exact + wrong();
    }

    long offByMore() {
      return more;
    }

    double exactShare() {
      return (double) exact / days();
    }
  }

  /** The days of one customer in one currency. */
  private static final class Days {
    private final long[] truth;
    private final long[] read;
    private final boolean[] isUnbilled;
    private final LowConfidenceReason[] doubt;

    private Days(int days) {
      truth = new long[days];
      read = new long[days];
      isUnbilled = new boolean[days];
      doubt = new LowConfidenceReason[days];
    }
  }

  private Proof(SimulationOptions options) {
    first = date(options.from());
    days = Math.toIntExact(date(options.to()).toEpochDay() - first.toEpochDay());
  }

  /** Simulates a whole world, reads its export, and compares. */
  static Proof of(WorldOptions options) {
    World world = World.simulate(options);
    Proof proof = new Proof(options.options());
    world.truth().forEach(proof::know);
    proof.read(world);
    proof.accounts.values().forEach(proof::compare);
    return proof;
  }

  Errors all() {
    return all;
  }

  /** Of the days that rest on nothing of low confidence. */
  Errors confident() {
    return confident;
  }

  /** A table in Markdown: why days are of low confidence, and how far they are off. */
  List<String> reasons() {
    List<String> lines = new ArrayList<>();
    lines.add("| reason | customer-days | wrong | by a cent | by 2 to 5 cents | by more |");
    lines.add("|---|---:|---:|---:|---:|---:|");
    doubted.entrySet().stream()
        .sorted((one, other) -> Long.compare(other.getValue().wrong(), one.getValue().wrong()))
        .forEach(entry -> lines.add(line(entry.getKey().definition(), entry.getValue())));
    lines.add(line("high confidence", confident));
    lines.add(line("**all**", all));
    return lines;
  }

  /** A row in Markdown: customer-days, exact, of high confidence, and exact of these. */
  String summary(String name) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %.3f %% | %.2f %% | %.4f %% |",
        name,
        all.days(),
        100 * all.exactShare(),
        100.0 * confident.days() / all.days(),
        100 * confident.exactShare());
  }

  private String line(String reason, Errors errors) {
    return "| %s | %s | %s | %s | %s | %s |"
        .formatted(
            reason,
            share(errors.days()),
            share(errors.wrong()),
            share(errors.cent),
            share(errors.fewCents),
            share(errors.more));
  }

  private String share(long part) {
    return String.format(Locale.ROOT, "%.4f %%", 100.0 * part / all.days());
  }

  private void know(TrueMrr interval) {
    Days of = account(interval.customerId(), interval.currency());
    for (int day = day(interval.validFrom()); day < day(interval.validTo()); day++) {
      of.truth[day] += interval.mrrMinor();
      of.isUnbilled[day] |= !interval.isBilled();
    }
  }

  private void read(World world) {
    List<Invoice> invoices = Worlds.invoices(world);
    Map<String, Instant> creations = Worlds.creations(world);
    Instant from = invoices.stream().map(Invoice::createdAt).min(Instant::compareTo).orElseThrow();
    Instant through =
        invoices.stream().map(Invoice::createdAt).max(Instant::compareTo).orElseThrow();
    LayerPolicy rules = LayerPolicy.of(Policy.defaults(), from, through);
    Map<String, List<Invoice>> subscriptions =
        invoices.stream()
            .filter(invoice -> invoice.subscriptionId() != null)
            .collect(
                Collectors.groupingBy(Invoice::subscriptionId, HashMap::new, Collectors.toList()));
    subscriptions.values().stream()
        .collect(Collectors.groupingBy(group -> group.get(0).customerId()))
        .forEach(
            (customer, ofCustomer) ->
                CustomerReading.of(ofCustomer, creations.get(customer), rules)
                    .forEach(result -> result.findings().forEach(this::read)));
  }

  private void read(SubscriptionResult.Finding finding) {
    Layer layer = finding.layer();
    Days of = account(layer.invoice().customerId(), layer.invoice().currency());
    Optional<LowConfidenceReason> doubt = finding.slice().doubt();
    for (int day = day(date(layer.start())); day < day(date(layer.end())); day++) {
      of.read[day] += layer.mrrMinor();
      of.doubt[day] = of.doubt[day] == null ? doubt.orElse(null) : of.doubt[day];
    }
  }

  private void compare(Days of) {
    for (int day = 0; day < days; day++) {
      long read = Math.max(0, of.read[day]);
      boolean isNothing = read == 0 && of.truth[day] == 0;
      if (!isNothing && !of.isUnbilled[day]) {
        long error = Math.abs(read - of.truth[day]);
        all.add(error);
        errorsOf(of.doubt[day]).add(error);
      }
    }
  }

  private Errors errorsOf(LowConfidenceReason doubt) {
    return doubt == null ? confident : doubted.computeIfAbsent(doubt, first -> new Errors());
  }

  private Days account(String customerId, String currency) {
    return accounts.computeIfAbsent(customerId + currency, first -> new Days(days));
  }

  private int day(LocalDate date) {
    return (int) Math.max(0, Math.min(days, date.toEpochDay() - first.toEpochDay()));
  }

  private static LocalDate date(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }
}
