package io.tidemark.audit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An audit of tables that are too large for the driver.
 *
 * @param name the rule in a few words with underscores
 * @param offenders the rows that violate it: one string column, {@code offender}
 */
public record AuditQuery(String name, Dataset<Row> offenders) implements Audit {}
