package io.tidemark.audit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Something that must hold of the tables of a run: keys are unique, sums agree, no table
 * contradicts another. A run with offenders publishes nothing. What is odd about a single invoice
 * or customer is no audit but a finding: {@link Oddities}.
 *
 * @param name what holds, in a few words with underscores
 * @param offenders the rows that break it: one text column, {@code offender}
 */
public record Audit(String name, Dataset<Row> offenders) {}
