package io.tidemark.mrr.engine;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.tables.InvoiceStatus;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;

/**
 * The policy settings and the data window that layers depend on.
 *
 * @param openGraceDays negative for no limit
 * @param consolidates whether invoices without a subscription that continue each other form a
 *     stream
 * @param dataFrom creation time of the first invoice in the files
 * @param dataEnd creation time of the last invoice in the files
 */
public record LayerPolicy(
    boolean openCounts,
    boolean openClosedCounts,
    int openGraceDays,
    boolean uncollectibleCounts,
    boolean showsImplied,
    int renewalGraceDays,
    boolean consolidates,
    ZoneId zone,
    Instant dataFrom,
    DataEnd dataEnd)
    implements Serializable {

  public static LayerPolicy of(Policy policy, Instant dataFrom, Instant dataThrough) {
    OptionalInt grace = policy.get(Settings.OPEN_GRACE_DAYS);
    return new LayerPolicy(
        policy.get(Settings.COUNTING_STATUSES).contains(InvoiceStatus.OPEN),
        policy.get(Settings.OPEN_CLOSED) == Settings.OpenClosed.COUNT,
        grace.orElse(-1),
        policy.get(Settings.UNCOLLECTIBLE) == Settings.Uncollectible.UNTIL_MARKED,
        policy.get(Settings.HISTORY) == Settings.History.IMPLIED,
        policy.get(Settings.RENEWAL_GRACE_DAYS),
        policy.get(Settings.CONSOLIDATED_INVOICES),
        policy.get(Settings.BUSINESS_TIME_ZONE),
        dataFrom,
        new DataEnd(dataThrough));
  }

  LocalDate date(Instant time) {
    return LocalDate.ofInstant(time, zone);
  }

  /** Returns the first moment of a business date. */
  Instant startOf(LocalDate date) {
    return date.atStartOfDay(zone).toInstant();
  }

  /** Returns the end of the last business date of the data. */
  Instant endOfLastDay() {
    LocalDate lastDay = date(dataEnd.time());
    Instant end = startOf(lastDay.plusDays(1));
    dataEnd.reaches(startOf(lastDay));
    dataEnd.reaches(end);
    return end;
  }

  /** Returns these rules with a data end without recorded comparisons. */
  LayerPolicy unasked() {
    return new LayerPolicy(
        openCounts,
        openClosedCounts,
        openGraceDays,
        uncollectibleCounts,
        showsImplied,
        renewalGraceDays,
        consolidates,
        zone,
        dataFrom,
        new DataEnd(dataEnd.time()));
  }

  /** Returns these rules with default values for settings that do not affect these invoices. */
  public LayerPolicy asFarAsTheyMatterTo(List<Invoice> invoices) {
    boolean hasOpen = invoices.stream().anyMatch(each -> each.status() == InvoiceStatus.OPEN);
    boolean hasGivenUp =
        invoices.stream().anyMatch(each -> each.status() == InvoiceStatus.UNCOLLECTIBLE);
    return new LayerPolicy(
        !hasOpen || openCounts,
        hasOpen && openClosedCounts,
        hasOpen ? openGraceDays : -1,
        !hasGivenUp || uncollectibleCounts,
        showsImplied,
        renewalGraceDays,
        consolidates,
        zone,
        dataFrom,
        dataEnd);
  }
}
