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
  STATUS_UNCOLLECTIBLE(
      "it was marked uncollectible within a day of the start of its service, or does not count by"
          + " policy"),
  CREDITED("a credit note paid it in full"),
  ORPHAN_CREDIT("it credits something outside the files, or a part of a cycle without changing it"),
  ONE_OFF_PERIOD("it bills an item inside a running cycle once, so it is not recurring");

  private final String meaning;

  ExclusionReason(String meaning) {
    this.meaning = meaning;
  }

  /** For a person; completes "it does not count: ...". */
  public String meaning() {
    return meaning;
  }
}
