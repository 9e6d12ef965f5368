package io.tidemark.audit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An audit of tables that are too large for the driver.
 *
 * @param name what holds, in a few words with underscores
 * @param offenders the rows that break it: one text column, {@code offender}
 */
public record AuditQuery(String name, Dataset<Row> offenders) implements Audit {}
