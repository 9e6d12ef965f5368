package io.tidemark.audit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Something that must hold.
 *
 * @param name what holds, in a few words with underscores
 * @param isFatal whether a run that breaks it publishes nothing
 * @param offenders the rows that break it: one text column, {@code offender}
 */
public record Audit(String name, boolean isFatal, Dataset<Row> offenders) {}
