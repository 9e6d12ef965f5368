package io.tidemark.query;

import io.tidemark.errors.RunErrors;
import io.tidemark.mrr.restate.CommonDays;
import io.tidemark.tables.Currencies;
import io.tidemark.tables.RestatementCause;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRow;
import io.tidemark.warehouse.ExportRows;
import io.tidemark.warehouse.PrivateJson;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.RunFingerprint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Compares two published runs, using only the files in their folders, without Spark. */
public final class RunDiff {
  private static final List<String> INTERVAL =
      List.of("customer_id", "currency", "is_converted", "valid_from", "valid_to", "mrr");

  private RunDiff() {}

  /**
   * The difference of two runs.
   *
   * @param firstDay the first day that both runs show; {@code lastDay} is the last
   * @param differences by customer, currency and day
   */
  public record Report(
      String before,
      String after,
      LocalDate firstDay,
      LocalDate lastDay,
      List<Difference> differences) {
    public Report {
      differences = List.copyOf(differences);
    }
  }

  /**
   * Consecutive days on which the MRR of a customer is constant in each run, but differs between
   * them.
   *
   * @param to the first day after the period
   * @param cause a {@link io.tidemark.tables.RestatementCause}
   */
  public record Difference(
      LocalDate from,
      LocalDate to,
      String customerId,
      String currency,
      boolean isConverted,
      BigDecimal before,
      BigDecimal after,
      BigDecimal difference,
      String cause) {}

  /** A customer's MRR in one currency. */
  private record Account(String customerId, String currency, boolean isConverted)
      implements Comparable<Account> {
    @Override
    public int compareTo(Account other) {
      int byCustomer = customerId.compareTo(other.customerId);
      int byCurrency = byCustomer == 0 ? currency.compareTo(other.currency) : byCustomer;
      return byCurrency == 0 ? Boolean.compare(isConverted, other.isConverted) : byCurrency;
    }
  }

  /** The change of MRR in both runs on a day, or their MRR from that day on. */
  private record Step(BigDecimal before, BigDecimal after) {
    static final Step NONE = new Step(BigDecimal.ZERO, BigDecimal.ZERO);

    Step plus(Step other) {
      return new Step(before.add(other.before), after.add(other.after));
    }

    boolean isNothing() {
      return before.signum() == 0 && after.signum() == 0;
    }

    boolean differs() {
      return before.compareTo(after) != 0;
    }
  }

  /**
   * Compares any two kept runs of a warehouse, without a database server.
   *
   * @throws io.tidemark.errors.UserError if the files of a run cannot be read
   */
  public static Report of(PublishedRuns runs, Published before, Published after) {
    RunFingerprint basisBefore = basis(runs, before);
    RunFingerprint basisAfter = basis(runs, after);
    CommonDays common = basisBefore.commonDays(basisAfter);
    ExportReader readerBefore = ExportReader.of(runs, before);
    ExportReader readerAfter = ExportReader.of(runs, after);
    Map<Account, TreeMap<LocalDate, Step>> steps = steps(readerBefore, readerAfter, common);
    List<String> customers = steps.keySet().stream().map(Account::customerId).distinct().toList();
    Map<String, RestatementCause> causes = CustomerCauses.of(readerBefore, readerAfter, customers);
    RestatementCause otherwise = basisBefore.causeForAll(basisAfter);
    List<Difference> differences = new ArrayList<>();
    steps.forEach(
        (account, days) ->
            differences.addAll(
                differences(account, days, causes.getOrDefault(account.customerId(), otherwise))));
    return new Report(before.runId(), after.runId(), common.first(), common.last(), differences);
  }

  private static RunFingerprint basis(PublishedRuns runs, Published run) {
    return PrivateJson.read(runs.folder(run).resolve(RunFingerprint.FILE), RunFingerprint.class)
        .orElseThrow(() -> RunErrors.notToBuildOn(run.runId(), RunFingerprint.FILE));
  }

  /**
   * Returns the change of MRR in both runs, by account and day. Accounts on which both runs agree
   * are omitted.
   */
  private static Map<Account, TreeMap<LocalDate, Step>> steps(
      ExportReader before, ExportReader after, CommonDays common) {
    Map<Account, TreeMap<LocalDate, Step>> steps = new TreeMap<>();
    add(before, common, steps, mrr -> new Step(mrr, BigDecimal.ZERO));
    add(after, common, steps, mrr -> new Step(BigDecimal.ZERO, mrr));
    steps.values().removeIf(days -> days.values().stream().noneMatch(Step::differs));
    return steps;
  }

  private static void add(
      ExportReader run,
      CommonDays common,
      Map<Account, TreeMap<LocalDate, Step>> steps,
      Function<BigDecimal, Step> side) {
    try (ExportRows rows = run.all(ExportReader.CUSTOMER_MRR, INTERVAL)) {
      rows.forEachRemaining(
          row -> {
            LocalDate from = later(row.date("valid_from"), common.first());
            LocalDate to = earlier(row.date("valid_to"), common.last().plusDays(1));
            if (from.isBefore(to)) {
              TreeMap<LocalDate, Step> days =
                  steps.computeIfAbsent(account(row), key -> new TreeMap<>());
              days.merge(from, side.apply(row.decimal("mrr")), Step::plus);
              days.merge(to, side.apply(row.decimal("mrr").negate()), Step::plus);
            }
          });
    }
  }

  private static Account account(ExportRow row) {
    return new Account(row.text("customer_id"), row.text("currency"), row.isTrue("is_converted"));
  }

  private static List<Difference> differences(
      Account account, TreeMap<LocalDate, Step> steps, RestatementCause cause) {
    List<Difference> differences = new ArrayList<>();
    Step running = Step.NONE;
    steps.values().removeIf(Step::isNothing);
    for (Map.Entry<LocalDate, Step> step : steps.entrySet()) {
      running = running.plus(step.getValue());
      if (running.differs()) {
        differences.add(
            new Difference(
                step.getKey(),
                steps.higherKey(step.getKey()),
                account.customerId(),
                account.currency(),
                account.isConverted(),
                amount(running.before(), account),
                amount(running.after(), account),
                amount(running.after().subtract(running.before()), account),
                cause.ofRows(account.isConverted()).text()));
      }
    }
    return differences;
  }

  private static BigDecimal amount(BigDecimal mrr, Account account) {
    return mrr.setScale(Currencies.decimals(account.currency()), RoundingMode.UNNECESSARY);
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
