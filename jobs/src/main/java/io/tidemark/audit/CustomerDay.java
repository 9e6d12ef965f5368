package io.tidemark.audit;

import io.tidemark.mrr.AccountKey;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * The total MRR and the number of customers with MRR on a day, in one currency.
 *
 * @param mrrMinor minor units
 */
public record CustomerDay(LocalDate date, AccountKey account, long mrrMinor, long customers)
    implements Serializable {}
