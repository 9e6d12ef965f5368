package io.tidemark.audit;

/**
 * A check of the tables of a run that must hold before the run is published: keys are unique, sums
 * agree, tables do not contradict each other. An audit is either a query that has not run yet or a
 * result. A run with offenders is not published. Oddities of a single invoice or customer are
 * findings, not audits: {@link Oddities}.
 */
public sealed interface Audit permits AuditQuery, Audits.Result {
  /** Returns the rule in a few words with underscores. */
  String name();
}
