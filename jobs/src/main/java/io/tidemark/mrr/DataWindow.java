package io.tidemark.mrr;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.errors.Errors;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * The time span that the files cover.
 *
 * @param from creation time of the first invoice
 * @param through creation time of the last invoice
 * @param asOf the day the run reports on; by default the last complete business day
 * @param zone the time zone of business dates
 */
public record DataWindow(Instant from, Instant through, LocalDate asOf, ZoneId zone)
    implements Serializable {

  /**
   * Returns the window of some invoices.
   *
   * @throws io.tidemark.errors.UserError if there is no invoice, or if the as-of date is before the
   *     opening day
   */
  public static DataWindow of(InvoiceSums invoices, Policy policy, Optional<LocalDate> asOf) {
    InvoiceSums.Span created = invoices.created();
    if (created == null) {
      throw Errors.noInvoices();
    }
    Instant from = created.first();
    Instant through = created.last();
    ZoneId zone = policy.get(Settings.BUSINESS_TIME_ZONE);
    LocalDate lastComplete = LocalDate.ofInstant(through, zone).minusDays(1);
    DataWindow window = new DataWindow(from, through, asOf.orElse(lastComplete), zone);
    if (window.asOf().isBefore(window.openingDay())) {
      throw Errors.asOfTooEarly(window.asOf(), window.openingDay());
    }
    return window;
  }

  /**
   * Returns the day before the first day of the data. All MRR on it existed before the files begin.
   */
  public LocalDate openingDay() {
    return LocalDate.ofInstant(from, zone).minusDays(1);
  }

  /** Returns the first day of the data. */
  public LocalDate firstDay() {
    return LocalDate.ofInstant(from, zone);
  }

  /**
   * Returns the last day on which an end is certain. A renewal can come {@code renewal_grace_days}
   * late, so a later end is still unsettled.
   */
  public LocalDate settledThrough(Policy policy) {
    LocalDate lastDay = LocalDate.ofInstant(through, zone);
    return lastDay.minusDays(policy.get(Settings.RENEWAL_GRACE_DAYS) + 1L);
  }

  /** Returns the business date of a time. */
  public LocalDate date(Instant time) {
    return LocalDate.ofInstant(time, zone);
  }

  /** Returns the business date of a time column. */
  public Column date(String time) {
    Column utc = functions.col(time);
    boolean isUtc = zone.normalized().equals(ZoneOffset.UTC);
    return functions.to_date(isUtc ? utc : functions.from_utc_timestamp(utc, zone.getId()));
  }
}
