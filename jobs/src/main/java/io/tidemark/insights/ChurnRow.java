package io.tidemark.insights;

import io.tidemark.tables.InsightTables;
import io.tidemark.tables.Movement;
import io.tidemark.tables.RowBuilder;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Row;

/**
 * A row of {@link InsightTables#CHURN_BY_MONTH}, before its rates are computed.
 *
 * @param month number of the month
 * @param sums over all customers, of all months
 * @param movements sums by movement in the month
 * @param seenStartMinor MRR at the start in intervals that are fully visible, minor units; null if
 *     converted
 * @param canBeSeen whether the files can show losses
 */
record ChurnRow(
    ChurnKey key,
    int month,
    long[] sums,
    ToLongFunction<Movement> movements,
    Long seenStartMinor,
    boolean canBeSeen,
    boolean isWarmingUp) {

  /** Returns the row with its rates. A rate is null if losses are not visible. */
  Row build(MonthRange months, RowBuilder builder) {
    for (Movement movement : Movement.values()) {
      builder.set(movement.column(), movements.applyAsLong(movement));
    }
    setMrr(builder);
    setCustomers(builder);
    long due = sum(ChurnSum.DUE_CYCLES);
    long renewed = sum(ChurnSum.RENEWED_CYCLES);
    return builder
        .set("month", months.month(month))
        .set("currency", key.account().currency())
        .set("is_converted", key.account().isConverted())
        .set("billing_interval", key.billingInterval())
        .set("due_cycles", due)
        .set("renewed_cycles", renewed)
        .set("renewal_rate", Ratios.of(renewed, due))
        .set("is_partial", months.isPartial(month))
        .set("is_warming_up", isWarmingUp)
        .build();
  }

  private void setMrr(RowBuilder builder) {
    long start = sum(ChurnSum.START);
    long kept = sum(ChurnSum.KEPT);
    long retained = sum(ChurnSum.RETAINED);
    long withReturned = Math.addExact(retained, sum(ChurnSum.RETURNED));
    long lost =
        -Math.addExact(
            movements.applyAsLong(Movement.CHURN), movements.applyAsLong(Movement.CONTRACTION));
    long netLost = Math.subtractExact(lost, movements.applyAsLong(Movement.EXPANSION));
    long afterReturns = Math.subtractExact(netLost, movements.applyAsLong(Movement.REACTIVATION));
    builder
        .set("start_mrr_minor", start)
        .set("churn_involuntary_minor", sum(ChurnSum.CHURN_INVOLUNTARY))
        .set("churn_voluntary_minor", sum(ChurnSum.CHURN_VOLUNTARY))
        .set("churn_unknown_minor", sum(ChurnSum.CHURN_UNKNOWN))
        .set("transfer_minor", sum(ChurnSum.TRANSFER))
        .set("end_mrr_minor", sum(ChurnSum.END))
        .set("seen_start_minor", seenStartMinor)
        .set("lost_minor", lost)
        .set("gross_mrr_churn", rate(lost, start))
        .set("net_lost_minor", afterReturns)
        .set("net_mrr_churn", rate(afterReturns, start))
        .set("net_lost_without_reactivation_minor", netLost)
        .set("net_mrr_churn_without_reactivation", rate(netLost, start))
        .set("kept_minor", kept)
        .set("grr", rate(kept, start))
        .set("retained_minor", retained)
        .set("nrr", rate(retained, start))
        .set("retained_with_reactivation_minor", withReturned)
        .set("nrr_with_reactivation", rate(withReturned, start));
  }

  private void setCustomers(RowBuilder builder) {
    long start = sum(ChurnSum.START_CUSTOMERS);
    long churned = sum(ChurnSum.CHURNED_CUSTOMERS);
    long gained = sum(ChurnSum.GAINED_CUSTOMERS);
    builder
        .set("start_customers", start)
        .set("churned_customers", churned)
        .set("gained_customers", gained)
        .set("end_customers", sum(ChurnSum.END_CUSTOMERS))
        .set("customer_churn", rate(churned, start))
        .set("stripe_customers", start + gained)
        .set("customer_churn_stripe", rate(churned, start + gained));
  }

  private long sum(ChurnSum sum) {
    return sum.of(sums, month);
  }

  private Double rate(long numerator, long denominator) {
    return canBeSeen ? Ratios.of(numerator, denominator) : null;
  }
}
