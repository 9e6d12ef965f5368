package io.tidemark.run;

import io.tidemark.mrr.InvoiceSums;
import io.tidemark.source.SourceData;
import io.tidemark.staging.AmountRange;
import io.tidemark.staging.PeriodEnds;
import io.tidemark.staging.RecordRows;
import io.tidemark.staging.RecordSums;
import io.tidemark.util.Serialized;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Sums over all records that must be known before customers are processed.
 *
 * @param records the accounts of the files and the data problems
 * @param invoices the time span and the currencies
 * @param periodEnds of the invoices
 */
public record RecordTotals(RecordSums records, InvoiceSums invoices, PeriodEnds periodEnds) {

  /**
   * Reads all records once.
   *
   * @param detectsEndsIn {@link SourceData#detectsEndsIn()}
   * @param knownAt records written after this time are ignored for the time span and the currencies
   * @throws io.tidemark.errors.UserError if a sum of amounts does not fit into 64 bits
   */
  public static RecordTotals of(
      RecordRows rows, Optional<ZoneId> detectsEndsIn, Optional<Instant> knownAt) {
    Task task = new Task(detectsEndsIn.orElse(null), knownAt.orElse(null));
    Sums all = AmountRange.check(rows.invoices(), () -> task.all(rows));
    PeriodEnds ends = all.records().periodEnds(rows.acceptedInvoices(), detectsEndsIn);
    return new RecordTotals(all.records(), all.invoices(), ends);
  }

  private record Sums(RecordSums records, InvoiceSums invoices) implements Serializable {
    void add(Row row) {
      records.add(row);
      Row invoice = row.getAs("invoice");
      if (invoice != null) {
        invoices.addInvoice(invoice);
      }
      String adjusted = row.getAs("adjusted_currency");
      if (adjusted != null) {
        invoices.addAdjustment(adjusted);
      }
    }

    void merge(Sums other) {
      records.merge(other.records);
      invoices.merge(other.invoices);
    }
  }

  /** Adds up the records of a partition. */
  private record Task(ZoneId detectsEndsIn, Instant knownAt)
      implements MapPartitionsFunction<Row, byte[]> {
    Sums empty() {
      return new Sums(new RecordSums(Optional.ofNullable(detectsEndsIn)), new InvoiceSums(knownAt));
    }

    Sums all(RecordRows rows) {
      Sums all = empty();
      rows.all()
          .mapPartitions(this, Encoders.BINARY())
          .collectAsList()
          .forEach(bytes -> all.merge((Sums) Serialized.read(bytes)));
      return all;
    }

    @Override
    public Iterator<byte[]> call(Iterator<Row> rows) {
      Sums sums = empty();
      rows.forEachRemaining(sums::add);
      return List.of(Serialized.of(sums)).iterator();
    }
  }
}
