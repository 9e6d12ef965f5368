package io.tidemark.query;

import io.tidemark.mrr.engine.ExclusionReason;
import io.tidemark.query.MrrAnswer.ActiveLayer;
import io.tidemark.query.MrrAnswer.Cause;
import io.tidemark.query.MrrAnswer.ExcludedInvoice;
import io.tidemark.query.MrrAnswer.Reason;
import io.tidemark.tables.Currencies;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRow;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the reasons why a customer has no MRR on a date. */
final class NoMrrReasons {
  /** The maximum distance of an excluded invoice from the date. */
  private static final long NEAR_DAYS = 31;

  private static final int MOST_INVOICES = 5;

  private final ExportReader run;
  private final String customerId;
  private final LocalDate date;

  NoMrrReasons(ExportReader run, String customerId, LocalDate date) {
    this.run = run;
    this.customerId = customerId;
    this.date = date;
  }

  private record Period(LocalDate from, LocalDate to, String mrr) {}

  /** Returns the reasons. Excluded invoices come last, the nearest first. */
  List<Reason> reasons(List<ActiveLayer> layers) {
    List<Period> periods =
        run.rows(ExportReader.CUSTOMER_MRR, "customer_id", customerId).stream()
            .filter(row -> !row.isTrue("is_converted") && row.decimal("mrr").signum() > 0)
            .map(NoMrrReasons::period)
            .sorted(Comparator.comparing(Period::from))
            .toList();
    List<Reason> reasons = new ArrayList<>();
    if (date.isBefore(run.run().dataFromDate())) {
      String from = "the data starts on " + run.run().dataFromDate();
      reasons.add(new Reason(Cause.BEFORE_DATA, from + "; earlier invoices are not in it", null));
    }
    if (!layers.isEmpty()) {
      String sum = "the sum of the active layers is not positive";
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
    return new Reason(Cause.NEVER_RECURRING, "no invoice of this customer is recurring", null);
  }

  private Stream<Reason> excluded(boolean neverRecurring) {
    return run.rows(ExportReader.INVOICES, "customer_id", customerId).stream()
        .filter(row -> row.text("exclusion_reason") != null)
        .sorted(CustomerInvoices.BY_TIME)
        .map(this::excludedInvoice)
        .filter(invoice -> neverRecurring || distance(invoice) <= NEAR_DAYS)
        .sorted(Comparator.comparingLong(this::distance))
        .limit(MOST_INVOICES)
        .map(NoMrrReasons::reason);
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
            "invoice %s of %s over %s is excluded (%s): %s",
            invoice.invoiceId(),
            invoice.created(),
            Currencies.text(invoice.net(), invoice.currency()),
            code,
            meaning);
    return new Reason(Cause.EXCLUDED_INVOICE, text, invoice);
  }

  private static Period period(ExportRow row) {
    return new Period(
        row.date("valid_from"),
        row.date("valid_to"),
        Currencies.text(row.decimal("mrr"), row.text("currency")) + " per month");
  }

  private ExcludedInvoice excludedInvoice(ExportRow row) {
    LocalDate created = day(row, "created_at").orElseThrow();
    LocalDate from = day(row, "service_start").orElse(created);
    LocalDate to = day(row, "service_end").orElse(created);
    return new ExcludedInvoice(
        row.text("invoice_id"),
        row.text("exclusion_reason"),
        row.amount("net"),
        row.text("currency"),
        created,
        from.isBefore(created) ? from : created,
        to.isAfter(created) ? to : created);
  }

  private Optional<LocalDate> day(ExportRow row, String column) {
    return Optional.ofNullable(row.time(column))
        .map(time -> LocalDate.ofInstant(time, run.run().zone()));
  }
}
