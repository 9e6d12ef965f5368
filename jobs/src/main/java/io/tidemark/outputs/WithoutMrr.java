package io.tidemark.outputs;

import io.tidemark.mrr.ExclusionReason;
import io.tidemark.outputs.MrrAnswer.ActiveLayer;
import io.tidemark.outputs.MrrAnswer.Cause;
import io.tidemark.outputs.MrrAnswer.ExcludedInvoice;
import io.tidemark.outputs.MrrAnswer.Reason;
import io.tidemark.tables.Currencies;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a customer has no MRR on a date. */
final class WithoutMrr {
  private static final String PERIODS =
      """
      select valid_from, valid_to, mrr, currency
      from customer_mrr
      where customer_id = ? and not is_converted and mrr > 0
      order by valid_from
      """;

  private static final String EXCLUDED =
      """
      select invoice_id, exclusion_reason, net, currency, created_at, service_start, service_end
      from invoices
      where customer_id = ? and exclusion_reason is not null
      order by created_at, invoice_id
      """;

  /** How far an invoice may be from the date to have to do with it. */
  private static final long NEAR_DAYS = 31;

  private static final int MOST_INVOICES = 5;

  private final RelationalReader store;
  private final String customerId;
  private final LocalDate date;

  WithoutMrr(RelationalReader store, String customerId, LocalDate date) {
    this.store = store;
    this.customerId = customerId;
    this.date = date;
  }

  private record Period(LocalDate from, LocalDate to, String mrr) {}

  /** The reasons, the nearest invoices last. */
  List<Reason> reasons(List<ActiveLayer> layers) {
    List<Period> periods = store.list(PERIODS, WithoutMrr::period, customerId);
    List<Reason> reasons = new ArrayList<>();
    if (date.isBefore(store.run().dataFrom())) {
      String from = "the data begins on " + store.run().dataFrom();
      reasons.add(
          new Reason(Cause.BEFORE_DATA, from + "; what was billed before is not in it", null));
    }
    if (!layers.isEmpty()) {
      String sum = "the layers active that day do not add up to more than zero";
      reasons.add(new Reason(Cause.NOT_POSITIVE, sum, null));
    }
    reasons.add(beside(periods));
    excluded(periods.isEmpty()).forEach(reasons::add);
    return reasons;
  }

  private Reason beside(List<Period> periods) {
    Optional<Period> before =
        periods.stream()
            .filter(period -> !period.to().isAfter(date))
            .max(Comparator.comparing(Period::to));
    Optional<Period> after =
        periods.stream().filter(period -> period.from().isAfter(date)).findFirst();
    String ended =
        before.map(p -> "last recurring period ended on " + p.to() + " at " + p.mrr()).orElse("");
    String starts = after.map(p -> "starts on " + p.from() + " at " + p.mrr()).orElse("");
    if (before.isPresent() && after.isPresent()) {
      return new Reason(Cause.GAP, ended + "; the next one " + starts, null);
    }
    if (before.isPresent()) {
      return new Reason(Cause.ENDED, ended, null);
    }
    if (after.isPresent()) {
      return new Reason(Cause.STARTS_LATER, "first MRR " + starts, null);
    }
    return new Reason(Cause.NEVER_RECURRING, "no invoice of this customer makes MRR", null);
  }

  private Stream<Reason> excluded(boolean neverRecurring) {
    return store.list(EXCLUDED, this::excludedInvoice, customerId).stream()
        .filter(invoice -> neverRecurring || distance(invoice) <= NEAR_DAYS)
        .sorted(Comparator.comparingLong(this::distance))
        .limit(MOST_INVOICES)
        .map(WithoutMrr::reason);
  }

  private long distance(ExcludedInvoice invoice) {
    long before = ChronoUnit.DAYS.between(date, invoice.from());
    long after = ChronoUnit.DAYS.between(invoice.to(), date);
    return Math.max(0, Math.max(before, after));
  }

  private static Reason reason(ExcludedInvoice invoice) {
    String code = invoice.exclusionReason();
    String meaning = ExclusionReason.valueOf(code).meaning();
    String text =
        String.format(
            Locale.ROOT,
            "invoice %s of %s over %s does not count (%s): %s",
            invoice.invoiceId(),
            invoice.created(),
            Currencies.text(invoice.net(), invoice.currency()),
            code,
            meaning);
    return new Reason(Cause.EXCLUDED_INVOICE, text, invoice);
  }

  private static Period period(ResultSet row) throws SQLException {
    return new Period(
        row.getObject("valid_from", LocalDate.class),
        row.getObject("valid_to", LocalDate.class),
        Currencies.text(row.getBigDecimal("mrr"), row.getString("currency")) + " a month");
  }

  private ExcludedInvoice excludedInvoice(ResultSet row) throws SQLException {
    LocalDate created = day(row, "created_at").orElseThrow();
    LocalDate from = day(row, "service_start").orElse(created);
    LocalDate to = day(row, "service_end").orElse(created);
    return new ExcludedInvoice(
        row.getString("invoice_id"),
        row.getString("exclusion_reason"),
        Currencies.scaled(row.getBigDecimal("net"), row.getString("currency")),
        row.getString("currency"),
        created,
        from.isBefore(created) ? from : created,
        to.isAfter(created) ? to : created);
  }

  private Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(time -> LocalDate.ofInstant(time.toInstant(), store.run().zone()));
  }
}
