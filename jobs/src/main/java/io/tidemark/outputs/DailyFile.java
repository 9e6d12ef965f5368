package io.tidemark.outputs;

import io.tidemark.audit.CustomerDay;
import java.io.Serializable;
import java.util.List;

/**
 * A file of {@link io.tidemark.tables.MrrTables#CUSTOMER_DAILY_MRR}: all days of one month.
 *
 * @param name below the folder of the table
 * @param copies rows whose key an earlier row has
 * @param example the key of one of them; null where there is none
 * @param days the days with MRR
 */
public record DailyFile(String name, long rows, long copies, String example, List<CustomerDay> days)
    implements Serializable {}
