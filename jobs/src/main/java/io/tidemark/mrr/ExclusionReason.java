package io.tidemark.mrr;

/** Why an invoice makes no layer; the first that fits. */
public enum ExclusionReason {
  /** A draft: not final. */
  STATUS_DRAFT,
  /** Voided: a mistake. */
  STATUS_VOID,
  /** Open, but open invoices are not counted by policy. */
  STATUS_OPEN,
  /** Open, and the billing system has given up collecting it. */
  OPEN_CLOSED,
  /** Open for longer than the policy's grace after it fell due. */
  OPEN_OVERDUE,
  /** Without a subscription. */
  ONE_OFF,
  /** Of a subscription, but for no period. */
  NO_SERVICE_PERIOD,
  /** Marked uncollectible at or before its start, or never counted by policy. */
  STATUS_UNCOLLECTIBLE,
  /** A credit for something outside the file. */
  ORPHAN_CREDIT
}
