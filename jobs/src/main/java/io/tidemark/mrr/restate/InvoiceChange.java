package io.tidemark.mrr.restate;

import io.tidemark.tables.InvoiceStatus;
import io.tidemark.tables.RestatementCause;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What it means for published MRR that an invoice is not what it was. */
public final class InvoiceChange {
  private InvoiceChange() {}

  /**
   * An invoice in a run.
   *
   * @param status as the file has it
   * @param exclusionReason why it makes no layer; null where it does
   * @param uncollectibleAt null where it was not given up
   * @param content its amounts and periods, and whose it is, as one text
   */
  public record State(
      String customerId,
      Instant createdAt,
      String status,
      String exclusionReason,
      Instant uncollectibleAt,
      String content) {

    /** Whether MRR may rest on it: a draft may show a renewal that is due. */
    private boolean matters() {
      return exclusionReason == null || status.equals(InvoiceStatus.DRAFT.text());
    }
  }

  /**
   * The cause that the change of one invoice is; nothing where MRR cannot have changed by it.
   *
   * @param before null where the earlier run did not have it
   * @param after null where the later one does not
   * @param publishedThrough creation of the last invoice of the earlier run
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
