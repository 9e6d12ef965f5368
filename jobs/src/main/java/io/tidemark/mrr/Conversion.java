package io.tidemark.mrr;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.tables.InvoiceStatus;
import io.tidemark.tables.MrrTables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * MRR in the reporting currency. Each customer's amount of each currency is converted and rounded,
 * halves away from zero; what a customer pays in several is the sum of these.
 */
public final class Conversion {
  private Conversion() {}

  /** The currencies that MRR may be in, and that need rates: {@code currency}. */
  public static Dataset<Row> currencies(
      Dataset<Row> invoices, Dataset<Row> adjustments, Policy policy) {
    Column neverCounts = col("status").isin(InvoiceStatus.DRAFT.text(), InvoiceStatus.VOID.text());
    Dataset<Row> counting = invoices.where(not(neverCounts));
    Column mayBeConsolidated =
        col("subscription_id")
            .isNull()
            .and(col("service_start").lt(col("service_end")))
            .and(lit(policy.get(Settings.CONSOLIDATED_INVOICES)));
    Dataset<Row> consolidated =
        counting
            .where(mayBeConsolidated)
            .groupBy("customer_id", "currency")
            .count()
            .where(col("count").geq(ConsolidatedInvoices.LEAST_IN_A_ROW));
    return counting
        .where(col("is_recurring"))
        .select("currency")
        .union(consolidated.select("currency"))
        .union(adjustments.select("currency"))
        .distinct();
  }

  /**
   * {@link MrrTables#CUSTOMER_MRR}, converted rows only.
   *
   * @param nativeMrr the same table, native rows only
   * @param factors {@link ConversionFactors#SCHEMA}
   */
  public static Dataset<Row> of(Dataset<Row> nativeMrr, Dataset<Row> factors, String reporting) {
    Column applies =
        col("valid_from").lt(col("factor_to")).and(col("factor_from").lt(col("valid_to")));
    Dataset<Row> parts =
        withFactors(nativeMrr, factors, applies)
            .select(
                col("customer_id"),
                lit(reporting).as("currency"),
                greatest(col("valid_from"), col("factor_from")).as("valid_from"),
                least(col("valid_to"), col("factor_to")).as("valid_to"),
                converted("mrr_minor").as("mrr_minor"),
                converted("implied_minor").as("implied_minor"),
                converted("pending_minor").as("pending_minor"),
                converted("low_confidence_minor").as("low_confidence_minor"),
                col("starts_unseen").cast("long").as("unseen_layers"));
    Dataset<Row> balances = CustomerMrr.sums(parts, true);
    return MrrTables.CUSTOMER_MRR.select(balances.where(col("mrr_minor").gt(0)));
  }

  /**
   * What a change of rates is worth: {@code customer_id}, {@code currency}, {@code is_converted},
   * {@code date}, {@code fx_minor}. The MRR of the day before is valued at the rate of the day,
   * also where it ends on that day. Empty with constant rates.
   */
  public static Dataset<Row> revaluations(
      Dataset<Row> nativeMrr, Dataset<Row> factors, String reporting, DataWindow window) {
    Dataset<Row> changes =
        factors
            .where(col("previous_numerator").isNotNull())
            .where(col("factor_from").gt(lit(window.openingDay())));
    Column goesThrough =
        col("valid_from").lt(col("factor_from")).and(col("factor_from").leq(col("valid_to")));
    Column before = converted("mrr_minor", "previous_numerator", "previous_denominator");
    return withFactors(nativeMrr, changes, goesThrough)
        .groupBy(col("customer_id"), col("factor_from").as("date"))
        .agg(sum(converted("mrr_minor").minus(before)).as("fx_minor"))
        .select(
            col("customer_id"),
            lit(reporting).as("currency"),
            lit(true).as("is_converted"),
            col("date"),
            col("fx_minor"));
  }

  private static Dataset<Row> withFactors(
      Dataset<Row> nativeMrr, Dataset<Row> factors, Column applies) {
    Dataset<Row> named = factors.withColumnRenamed("currency", "factor_currency");
    Column sameCurrency = col("currency").equalTo(col("factor_currency"));
    return nativeMrr.join(named, sameCurrency.and(applies));
  }

  private static Column converted(String amount) {
    return converted(amount, "numerator", "denominator");
  }

  /** Exact until it is rounded: whole numbers all the way. */
  private static Column converted(String amount, String numerator, String denominator) {
    Column exact = col(amount).cast(ConversionFactors.WHOLE);
    Column doubled = abs(exact).multiply(col(numerator)).multiply(lit(2));
    Column rounded =
        call_function("div", doubled.plus(col(denominator)), col(denominator).multiply(lit(2)));
    return when(exact.lt(0), rounded.multiply(lit(-1L))).otherwise(rounded);
  }
}
