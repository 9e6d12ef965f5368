package io.tidemark.mrr.engine;

/** The reason why an invoice makes no layer. The first matching reason applies. */
public enum ExclusionReason {
  STATUS_DRAFT("it is a draft"),
  STATUS_VOID("it is void"),
  STATUS_OPEN("it is open, and the policy excludes open invoices"),
  OPEN_CLOSED("it is open, but payment is no longer collected"),
  OPEN_OVERDUE("it is open and overdue"),
  ONE_OFF("it has no subscription and is not recurring"),
  NO_SERVICE_PERIOD("it has no service period"),
  STATUS_UNCOLLECTIBLE(
      "it was marked uncollectible within a day of its service start, or the policy excludes it"),
  CREDITED("a credit note paid it in full"),
  ORPHAN_CREDIT("it credits service outside the files, or part of a cycle without changing it"),
  ONE_OFF_PERIOD("it is a one-off item within a running cycle");

  private final String meaning;

  ExclusionReason(String meaning) {
    this.meaning = meaning;
  }

  /** Returns the meaning in plain text; completes "it does not count: ...". */
  public String meaning() {
    return meaning;
  }
}
