package io.tidemark.staging;

import io.tidemark.tables.PackedTable;
import io.tidemark.tables.StagingTables;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/** Completes accepted invoices with the columns that follow from others. */
public final class Invoices {
  private static final StructType SCHEMA = PackedTable.schema(StagingTables.INVOICES);

  private Invoices() {}

  /**
   * Returns an invoice as a packed row of {@link StagingTables#INVOICES}. {@code exclusion_reason}
   * is null until the rules of MRR set it.
   *
   * @param record a packed row of the same table, with the columns that files have
   */
  public static Row of(Row record, PeriodEnds ends) {
    Instant start = PackedTime.of(record, "service_start");
    Instant end = ends.ofService(PackedTime.of(record, "service_end"));
    Instant usageEnd =
        ends.ofUsage(PackedTime.of(record, "usage_start"), PackedTime.of(record, "usage_end"));
    boolean hasPeriod = start != null && end != null && start.isBefore(end);
    long tax = tax(record);
    Object[] values = values(record);
    set(values, "service_end", micros(end));
    set(values, "usage_end", micros(usageEnd));
    set(values, "tax_minor", tax);
    set(values, "net_minor", Math.subtractExact(record.<Long>getAs("total_minor"), tax));
    set(values, "is_recurring", hasPeriod && record.getAs("subscription_id") != null);
    set(values, "exclusion_reason", null);
    return new GenericRowWithSchema(values, SCHEMA);
  }

  /** Returns the invoice with the reason why it is excluded from MRR; null if it counts. */
  public static Row withReason(Row invoice, String exclusionReason) {
    Object[] values = values(invoice);
    set(values, "exclusion_reason", exclusionReason);
    return new GenericRowWithSchema(values, SCHEMA);
  }

  private static Object[] values(Row invoice) {
    Object[] values = new Object[SCHEMA.length()];
    for (int index = 0; index < values.length; index++) {
      values[index] = invoice.get(index);
    }
    return values;
  }

  private static void set(Object[] values, String column, Object value) {
    values[SCHEMA.fieldIndex(column)] = value;
  }

  private static Long micros(Instant time) {
    return time == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** Returns the tax, or else the sum of its parts. */
  private static long tax(Row record) {
    Long tax = record.getAs("tax_minor");
    return tax != null
        ? tax
        : Math.addExact(
            orZero(record.getAs("exclusive_tax_minor")),
            orZero(record.getAs("inclusive_tax_minor")));
  }

  private static long orZero(Long amount) {
    return Objects.requireNonNullElse(amount, 0L);
  }
}
