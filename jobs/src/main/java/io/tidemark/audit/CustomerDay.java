package io.tidemark.audit;

import io.tidemark.mrr.AccountKey;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * What the customers with MRR on a day add up to, in one currency.
 *
 * @param mrrMinor minor units
 */
public record CustomerDay(LocalDate date, AccountKey account, long mrrMinor, long customers)
    implements Serializable {}
