package io.tidemark.audit;

import io.tidemark.insights.CustomerHistory;
import io.tidemark.insights.Mergeable;
import io.tidemark.insights.Metric;
import io.tidemark.insights.MonthlyMovements;
import io.tidemark.insights.Results;
import io.tidemark.insights.TableRows;
import io.tidemark.mrr.Account;
import io.tidemark.mrr.MrrInterval;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.tables.Movement;
import io.tidemark.tables.RowBuilder;
import io.tidemark.tables.Table;
import io.tidemark.util.Found;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * Audits the MRR of each customer: its intervals do not overlap, and its movements explain every
 * change, by day and by month.
 */
public record CustomerAudits() implements Metric<CustomerAudits.Sums> {
  /** The results, as input of the audits of the run. The table is not published. */
  public static final Table FOUND =
      Table.named("customer_audits")
          .onePer("audit of customers")
          .key("audit")
          .column("audit", Table.STRING, "Name of the audit")
          .column("offenders", Table.LONG, "Number of violations")
          .optional("example", Table.STRING, "First violation; null if there is none")
          .build();

  private enum Rule {
    INTERVALS_DO_NOT_OVERLAP("customer_intervals_do_not_overlap"),
    MOVEMENTS_EXPLAIN_DAYS("movements_explain_customers"),
    MOVEMENTS_EXPLAIN_MONTHS("movements_explain_customer_months");

    private final String audit;

    Rule(String audit) {
      this.audit = audit;
    }
  }

  /** The offenders of each audit. */
  static final class Sums implements Mergeable<Sums> {
    private static final long serialVersionUID = 1L;

    private final EnumMap<Rule, Found> offenders = new EnumMap<>(Rule.class);

    private void add(Rule rule, Object... named) {
      String name = Stream.of(named).map(Object::toString).collect(Collectors.joining(" "));
      offenders.merge(rule, Found.one(name), Found::plus);
    }

    @Override
    public void merge(Sums other) {
      other.offenders.forEach((rule, found) -> offenders.merge(rule, found, Found::plus));
    }
  }

  /** Audits that intervals of a customer may touch, but do not overlap or end before they start. */
  public static Audits.Result intervalsDoNotOverlap(Results results) {
    return result(Rule.INTERVALS_DO_NOT_OVERLAP, results);
  }

  /** Audits that the last movement of each day results in the customer's MRR on that day. */
  public static Audits.Result movementsExplainDays(Results results) {
    return result(Rule.MOVEMENTS_EXPLAIN_DAYS, results);
  }

  /**
   * Audits that a customer's movements of a month equal the difference of MRR between its start and
   * end.
   */
  public static Audits.Result movementsExplainMonths(Results results) {
    return result(Rule.MOVEMENTS_EXPLAIN_MONTHS, results);
  }

  private static Audits.Result result(Rule rule, Results results) {
    return results.rows(FOUND).stream()
        .filter(row -> row.getAs("audit").equals(rule.audit))
        .map(row -> new Audits.Result(rule.audit, row.getAs("offenders"), row.getAs("example")))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Sums empty() {
    return new Sums();
  }

  @Override
  public void observe(CustomerHistory customer, Sums sums) {
    for (Account account : customer.accounts()) {
      observeIntervals(customer, account, sums);
      observeDays(customer, account, sums);
    }
    for (MonthlyMovements month : customer.monthlyMovements()) {
      if (month.changeMinor() != Math.subtractExact(month.afterMinor(), month.beforeMinor())) {
        String currency = month.account().currency();
        sums.add(Rule.MOVEMENTS_EXPLAIN_MONTHS, month.month(), customer.customerId(), currency);
      }
    }
  }

  private static void observeIntervals(CustomerHistory customer, Account account, Sums sums) {
    LocalDate previousEnd = LocalDate.MIN;
    for (MrrInterval interval : account.intervals()) {
      LocalDate from = interval.validFrom();
      if (from.isBefore(previousEnd) || !from.isBefore(interval.validTo())) {
        String currency = account.key().currency();
        sums.add(Rule.INTERVALS_DO_NOT_OVERLAP, customer.customerId(), currency, from);
      }
      previousEnd = interval.validTo();
    }
  }

  private static void observeDays(CustomerHistory customer, Account account, Sums sums) {
    List<MrrInterval> intervals = account.intervals();
    int index = 0;
    for (MrrMovement last : lastOfEachDay(account.movements())) {
      LocalDate day = last.date();
      while (index < intervals.size() && !intervals.get(index).validTo().isAfter(day)) {
        index++;
      }
      boolean hasMrr = index < intervals.size() && intervals.get(index).covers(day);
      if (last.afterMinor() != (hasMrr ? intervals.get(index).mrrMinor() : 0)) {
        String currency = account.key().currency();
        sums.add(Rule.MOVEMENTS_EXPLAIN_DAYS, customer.customerId(), currency, day);
      }
    }
  }

  /**
   * Returns the last movement of each day. A revaluation precedes all other movements of its day.
   */
  private static List<MrrMovement> lastOfEachDay(List<MrrMovement> movements) {
    List<MrrMovement> last = new ArrayList<>();
    for (MrrMovement movement : movements) {
      int index = last.size() - 1;
      if (last.isEmpty() || !last.get(index).date().equals(movement.date())) {
        last.add(movement);
      } else if (movement.movement() != Movement.FX) {
        last.set(index, movement);
      }
    }
    return last;
  }

  @Override
  public List<TableRows> finish(Sums sums, Results results) {
    RowBuilder row = RowBuilder.of(FOUND);
    List<Row> rows = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      Found found = sums.offenders.getOrDefault(rule, Found.NOTHING);
      rows.add(
          row.set("audit", rule.audit)
              .set("offenders", found.count())
              .set("example", found.example())
              .build());
    }
    return List.of(new TableRows(FOUND, rows));
  }
}
