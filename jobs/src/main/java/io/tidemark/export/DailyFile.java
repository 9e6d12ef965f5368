package io.tidemark.export;

import io.tidemark.audit.CustomerDay;
import java.io.Serializable;
import java.util.List;

/**
 * The files of {@link io.tidemark.tables.MrrTables#CUSTOMER_DAILY_MRR} of one month.
 *
 * @param days the days with MRR
 */
public record DailyFile(ExportFile file, List<CustomerDay> days) implements Serializable {}
