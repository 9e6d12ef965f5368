package io.tidemark.source.csv;

import io.tidemark.tables.RejectReason;
import java.io.IOException;

/**
 * Checks records one by one together with their neighbours. A line break inside the last field of a
 * record leaves a record that looks complete, followed by a fragment with a single field. A line
 * break inside the first field leaves the fragment before the record.
 */
final class CheckedRecordReader {
  private final CsvRecordReader records;
  private final ColumnMapping layout;
  private RawRecord previous;
  private RawRecord next;

  CheckedRecordReader(CsvRecordReader records, ColumnMapping layout) throws IOException {
    this.records = records;
    this.layout = layout;
    this.next = records.next();
  }

  /** Returns the next record, or null at the end. */
  CheckedRecord next() throws IOException {
    if (next == null) {
      return null;
    }
    RawRecord record = next;
    next = records.next();
    RejectReason reason = layout.reason(record);
    boolean isSuspect = reason == null && (lostItsStart(record) || lostItsEnd(record));
    previous = record;
    return new CheckedRecord(record, isSuspect ? RejectReason.ROW_SPLIT : reason);
  }

  /** Returns whether there is no further record. */
  boolean isAtEnd() {
    return next == null;
  }

  /** Returns whether the first record has a single field and may be a fragment of the header. */
  boolean beginsWithPiece() {
    return previous == null && isPiece(next);
  }

  private boolean lostItsStart(RawRecord record) {
    return isPiece(previous) && layout.isMapped(0) && !record.quotes().isFirst();
  }

  private boolean lostItsEnd(RawRecord record) {
    return isPiece(next)
        && layout.isMapped(layout.header().size() - 1)
        && !record.quotes().isLast();
  }

  private boolean isPiece(RawRecord neighbour) {
    return neighbour != null && neighbour.isLone() && layout.header().size() > 1;
  }
}
