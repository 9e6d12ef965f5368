package io.tidemark.staging;

import io.tidemark.tables.QualityCheck;
import io.tidemark.util.Found;
import java.io.Serializable;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sums over the records of all files: the account of each file and the data problems. Sums over
 * some records can be merged with sums over others. A sum of amounts that does not fit into 64 bits
 * is an error.
 */
public final class RecordSums implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final FileAccounts accounts = new FileAccounts();
  private final EnumMap<QualityCheck, Found> found = new EnumMap<>(QualityCheck.class);
  private final PeriodEnds.Shape periods;
  private Found serviceEnds = Found.NOTHING;
  private BigInteger refundedMinor = BigInteger.ZERO;
  private long acceptedInvoices;
  private long acceptedCustomers;
  private long records;

  /**
   * Creates sums over no records.
   *
   * @param detectsEndsIn time zone of the days in which inclusive period ends are detected, if any
   */
  public RecordSums(Optional<ZoneId> detectsEndsIn) {
    this.periods = new PeriodEnds.Shape(detectsEndsIn.orElse(ZoneOffset.UTC));
  }

  /**
   * Adds a record.
   *
   * @param row of {@link RecordRows#all}
   */
  public void add(Row row) {
    RecordStatus status =
        RecordStatus.valueOf(row.<String>getAs("decision").toUpperCase(Locale.ROOT));
    accounts.add(row, status);
    records++;
    addStatus(status, row);
    Row invoice = row.getAs("invoice");
    if (invoice != null) {
      addInvoice(invoice, row);
    }
    String customerId = row.getAs("known_customer");
    if (customerId != null) {
      addCustomer(customerId, row.getAs("refunded_minor"));
    }
  }

  private void addStatus(RecordStatus status, Row row) {
    QualityCheck check =
        switch (status) {
          case ACCEPTED -> null;
          case REJECTED -> QualityCheck.ROW_REJECTED;
          case DUPLICATE -> QualityCheck.ID_DUPLICATE;
          case SUPERSEDED -> QualityCheck.ID_SUPERSEDED;
        };
    if (check != null) {
      add(check, row.getAs("source_file") + ":" + row.getAs("source_line"));
    }
  }

  private void addInvoice(Row invoice, Row row) {
    String id = invoice.getAs("invoice_id");
    acceptedInvoices++;
    periods.add(invoice);
    if (invoice.getAs("service_end") != null) {
      serviceEnds = serviceEnds.plus(Found.one(id));
    }
    if (!CreationDate.isPlausible(invoice)) {
      Instant created = PackedTime.of(invoice, "created_at");
      add(QualityCheck.CREATION_IMPLAUSIBLE, id + ": " + TIME.format(created));
    }
    if (breaksIdentity(invoice)) {
      add(QualityCheck.TOTAL_IDENTITY, id);
    }
    if (row.<Boolean>getAs("is_flawed")) {
      String flaw = row.getAs("flaw");
      add(QualityCheck.DUE_DATE_IMPLAUSIBLE, flaw == null ? id : id + ": " + flaw);
    }
  }

  /**
   * Returns whether subtotal - discount + exclusive tax differs from the total. In a file without
   * the exclusive tax, it may be the whole tax or zero.
   */
  private static boolean breaksIdentity(Row invoice) {
    Long subtotal = invoice.getAs("subtotal_minor");
    if (subtotal == null) {
      return false;
    }
    Long discount = invoice.getAs("discount_minor");
    long before = Math.subtractExact(subtotal, Objects.requireNonNullElse(discount, 0L));
    Long added = Math.subtractExact(invoice.<Long>getAs("total_minor"), before);
    Long exclusive = invoice.getAs("exclusive_tax_minor");
    return exclusive != null
        ? !added.equals(exclusive)
        : added != 0 && !added.equals(invoice.<Long>getAs("tax_minor"));
  }

  private void addCustomer(String customerId, Long refunded) {
    acceptedCustomers++;
    if (refunded != null && refunded > 0) {
      add(QualityCheck.REFUNDS, customerId);
      refundedMinor = refundedMinor.add(BigInteger.valueOf(refunded));
    }
  }

  private void add(QualityCheck check, String example) {
    found.merge(check, Found.one(example), Found::plus);
  }

  /** Adds the sums over other records. */
  public void merge(RecordSums other) {
    accounts.merge(other.accounts);
    other.found.forEach((check, more) -> found.merge(check, more, Found::plus));
    periods.merge(other.periods);
    serviceEnds = serviceEnds.plus(other.serviceEnds);
    refundedMinor = refundedMinor.add(other.refundedMinor);
    acceptedInvoices += other.acceptedInvoices;
    acceptedCustomers += other.acceptedCustomers;
    records += other.records;
  }

  /** Returns whether any record was rejected. */
  public boolean hasRejects() {
    return found.containsKey(QualityCheck.ROW_REJECTED);
  }

  /**
   * Returns the period ends that the invoices have.
   *
   * @param invoices all accepted invoices, packed in a column {@code invoice}
   * @param detectsIn as given to the constructor
   */
  public PeriodEnds periodEnds(Dataset<Row> invoices, Optional<ZoneId> detectsIn) {
    return PeriodEnds.of(invoices, periods, detectsIn);
  }

  FileAccounts accounts() {
    return accounts;
  }

  Map<QualityCheck, Found> found() {
    return found;
  }

  Found serviceEnds() {
    return serviceEnds;
  }

  BigInteger refundedMinor() {
    return refundedMinor;
  }

  /** Returns the number of records that a check applies to. */
  long total(QualityCheck check) {
    return switch (check) {
      case ROW_REJECTED, ID_DUPLICATE, ID_SUPERSEDED -> records;
      case REFUNDS -> acceptedCustomers;
      default -> acceptedInvoices;
    };
  }
}
