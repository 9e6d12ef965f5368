package io.tidemark.mrr;

/** Why an invoice makes no layer; the first that fits. */
public enum ExclusionReason {
  STATUS_DRAFT("it is a draft"),
  STATUS_VOID("it is void"),
  STATUS_OPEN("it is open, and open invoices do not count by policy"),
  OPEN_CLOSED("it is open and no longer collected"),
  OPEN_OVERDUE("it is open and overdue"),
  ONE_OFF("it has no subscription, so it is not recurring"),
  NO_SERVICE_PERIOD("it covers no period of service"),
  STATUS_UNCOLLECTIBLE("it was given up before its service began, or does not count by policy"),
  ORPHAN_CREDIT("it credits something outside the files");

  private final String meaning;

  ExclusionReason(String meaning) {
    this.meaning = meaning;
  }

  /** For a person; completes "it does not count: ...". */
  public String meaning() {
    return meaning;
  }
}
