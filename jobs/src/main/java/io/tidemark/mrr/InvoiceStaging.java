package io.tidemark.mrr;

import io.tidemark.staging.Invoices;
import io.tidemark.staging.PeriodEnds;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Prepares the invoices of the files for the rules.
 *
 * @param ends the period ends of the files
 * @param knownAt later records are ignored; null if none are
 */
public record InvoiceStaging(PeriodEnds ends, Instant knownAt) implements Serializable {

  /**
   * Returns an invoice as a packed row of {@link io.tidemark.tables.StagingTables#INVOICES}. Empty
   * if it was not created by then.
   *
   * @param record a packed row of the same table, with the columns that files have
   */
  public Optional<Row> of(Row record) {
    Row invoice = Invoices.of(record, ends);
    return knownAt == null ? Optional.of(invoice) : InvoicesAsOf.of(invoice, knownAt);
  }
}
