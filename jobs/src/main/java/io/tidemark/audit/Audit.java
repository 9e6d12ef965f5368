package io.tidemark.audit;

/**
 * Something that must hold of the tables of a run: keys are unique, sums agree, no table
 * contradicts another. It is a query that is still to run, or already has its result. A run with
 * offenders publishes nothing. What is odd about a single invoice or customer is no audit but a
 * finding: {@link Oddities}.
 */
public sealed interface Audit permits AuditQuery, Audits.Result {
  /** Returns what holds, in a few words with underscores. */
  String name();
}
