package io.tidemark.mrr;

import io.tidemark.mrr.engine.Invoice;
import java.time.Instant;

/**
 * When the status of an invoice changed, besides what {@link Invoice} has.
 *
 * @param paidAt null where it was not paid or the file does not have the time
 * @param voidedAt null where it was not voided or the file does not have the time
 */
record StatusTimes(Instant paidAt, Instant voidedAt) {}
