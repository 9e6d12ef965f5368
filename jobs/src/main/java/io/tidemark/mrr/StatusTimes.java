package io.tidemark.mrr;

import io.tidemark.mrr.engine.Invoice;
import java.time.Instant;

/**
 * The times at which the status of an invoice changed, in addition to those of {@link Invoice}.
 *
 * @param paidAt null if it was not paid or the file does not have the time
 * @param voidedAt null if it was not voided or the file does not have the time
 */
record StatusTimes(Instant paidAt, Instant voidedAt) {}
