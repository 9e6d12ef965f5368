package io.tidemark.mrr.restate;

import io.tidemark.tables.InvoiceStatus;
import io.tidemark.tables.RestatementCause;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Determines how a change of an invoice between two runs affects published MRR. */
public final class InvoiceChange {
  private InvoiceChange() {}

  /**
   * The state of an invoice in a run.
   *
   * @param status as in the file
   * @param exclusionReason why it makes no layer; null if it makes one
   * @param uncollectibleAt null if it was not marked uncollectible
   * @param content its amounts, periods and customer, as one text
   */
  public record State(
      String customerId,
      Instant createdAt,
      String status,
      String exclusionReason,
      Instant uncollectibleAt,
      String content) {

    /** Returns whether MRR can depend on the invoice. A draft can show a renewal that is due. */
    private boolean matters() {
      return exclusionReason == null || status.equals(InvoiceStatus.DRAFT.text());
    }
  }

  /**
   * Returns the cause that a change of one invoice gives; empty if it cannot have changed MRR.
   *
   * @param before null if the earlier run did not have the invoice
   * @param after null if the later run does not have it
   * @param publishedThrough creation time of the last invoice of the earlier run
   */
  public static Optional<RestatementCause> of(State before, State after, Instant publishedThrough) {
    boolean matters = (before != null && before.matters()) || (after != null && after.matters());
    if (!matters) {
      return Optional.empty();
    }
    if (before == null) {
      boolean isLate = !after.createdAt().isAfter(publishedThrough);
      return Optional.of(isLate ? RestatementCause.LATE_INVOICE : RestatementCause.LATER_INVOICE);
    }
    if (after == null || !before.content().equals(after.content())) {
      return Optional.of(RestatementCause.CORRECTION);
    }
    boolean countsAlike =
        Objects.equals(before.exclusionReason(), after.exclusionReason())
            && Objects.equals(before.uncollectibleAt(), after.uncollectibleAt());
    return countsAlike ? Optional.empty() : Optional.of(RestatementCause.STATUS_CHANGE);
  }
}
