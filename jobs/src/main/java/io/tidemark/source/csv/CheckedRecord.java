package io.tidemark.source.csv;

import io.tidemark.tables.RejectReason;

/**
 * A record with the result of its check.
 *
 * @param reason why it is not a row; null if it is one
 */
record CheckedRecord(RawRecord record, RejectReason reason) {}
