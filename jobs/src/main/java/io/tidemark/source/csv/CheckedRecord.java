package io.tidemark.source.csv;

import io.tidemark.tables.RejectReason;

/**
 * A record, and whether it is a row.
 *
 * @param reason why it is none; null where it is one
 */
record CheckedRecord(RawRecord record, RejectReason reason) {}
