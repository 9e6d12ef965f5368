package io.tidemark.insights.days;

import static io.tidemark.tables.StatisticsTables.SIGNIFICANT_DAYS;
import static io.tidemark.tables.StatisticsTables.SIGNIFICANT_DAY_DRIVERS;

import io.tidemark.config.Policy;
import io.tidemark.insights.CustomerHistory;
import io.tidemark.insights.Metric;
import io.tidemark.insights.Results;
import io.tidemark.insights.TableRows;
import io.tidemark.mrr.Account;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.stats.BlurredAmounts;
import io.tidemark.tables.Movement;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.RowBuilder;
import io.tidemark.tables.StatisticsTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * Finds the days on which MRR changed more than by chance, and the customers who drove the change:
 * {@link StatisticsTables#SIGNIFICANT_DAYS} and {@link StatisticsTables#SIGNIFICANT_DAY_DRIVERS},
 * for every day after the opening day. The largest 200 movements of a day and currency count
 * individually, the smaller ones as a sum. Requires {@link MrrTables#DAILY_MRR}.
 */
public final class SignificantDays implements Metric<DailyMovements> {
  private static final long serialVersionUID = 1L;

  private final SignificantDaysRules rules;
  private final DataWindow window;

  public SignificantDays(Policy policy, DataWindow window) {
    this.rules = SignificantDaysRules.of(policy, window);
    this.window = window;
  }

  @Override
  public DailyMovements empty() {
    return new DailyMovements();
  }

  @Override
  public void observe(CustomerHistory customer, DailyMovements sums) {
    for (Account account : customer.accounts()) {
      for (MrrMovement movement : account.movements()) {
        sums.add(
            account.key(),
            movement.date(),
            new MovementDay.Change(
                customer.customerId(), movement.movement(), movement.changeMinor()));
      }
    }
    sums.cycles().observe(customer);
  }

  @Override
  public List<TableRows> finish(DailyMovements sums, Results results) {
    LocalDate never = window.asOf().plusDays(1);
    LocalDate visibleFrom = sums.cycles().visibleFrom(window).orElse(never);
    BlurredAmounts blurred = new BlurredAmounts();
    List<Row> days = new ArrayList<>();
    List<Row> drivers = new ArrayList<>();
    accounts(sums, results.rows(MrrTables.DAILY_MRR))
        .forEach(
            (account, all) ->
                new SignificantDaysSearch(account.currency(), rules, visibleFrom, blurred)
                    .search(all)
                    .forEach(
                        found -> {
                          days.add(row(account, found));
                          drivers.addAll(drivers(account, found));
                        }));
    return List.of(
        new TableRows(SIGNIFICANT_DAYS, days), new TableRows(SIGNIFICANT_DAY_DRIVERS, drivers));
  }

  private SortedMap<AccountKey, List<MovementDay>> accounts(
      DailyMovements sums, List<Row> dailyMrr) {
    SortedMap<AccountKey, List<MovementDay>> accounts = new TreeMap<>();
    for (Row row : dailyMrr) {
      LocalDate date = row.getAs("date");
      if (date.isAfter(window.openingDay())) {
        AccountKey account = new AccountKey(row.getAs("currency"), row.getAs("is_converted"));
        accounts
            .computeIfAbsent(account, x -> new ArrayList<>())
            .add(sums.day(account, date, row.getAs("mrr_minor")));
      }
    }
    return accounts;
  }

  private static Row row(AccountKey account, SignificantDay found) {
    MovementDay day = found.day();
    return RowBuilder.of(SIGNIFICANT_DAYS)
        .set("date", day.date())
        .set("currency", account.currency())
        .set("is_converted", account.isConverted())
        .set("mrr_before_minor", day.mrrBeforeMinor())
        .set("change_minor", day.changeMinor())
        .set("movements", day.movements())
        .set("expected_minor", rounded(found.expectedMinor()))
        .set("p_value", orNull(found.pValue()))
        .set("q_value", orNull(found.qValue()))
        .set("rank_score", orNull(found.rankScore()))
        .set("verdict", found.verdict().text())
        .set("scope", found.scope().map(SignificantDay.Scope::text).orElse(null))
        .set("reason", found.reason().orElse(null))
        .build();
  }

  private static List<Row> drivers(AccountKey account, SignificantDay found) {
    List<Row> rows = new ArrayList<>();
    if (found.isExplained()) {
      for (SignificantDayDrivers.Part part : SignificantDayDrivers.of(found.day())) {
        rows.add(
            RowBuilder.of(SIGNIFICANT_DAY_DRIVERS)
                .set("date", found.day().date())
                .set("currency", account.currency())
                .set("is_converted", account.isConverted())
                .set("role", part.role().name().toLowerCase(Locale.ROOT))
                .set("customer_id", part.customerId().orElse(null))
                .set("movement", part.movement().map(Movement::text).orElse(null))
                .set("movements", part.movements())
                .set("change_minor", part.changeMinor())
                .set("share", part.share().orElse(null))
                .build());
      }
    }
    return rows;
  }

  private static Long rounded(OptionalDouble value) {
    return value.isPresent() ? Math.round(value.getAsDouble()) : null;
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
