package io.tidemark.simulate;

import java.time.Instant;

/** The events of one subscription, from its start until it ends or the world does. */
interface Story {

  /** Plays it once; then {@link #billing} has what was billed. Returns when it ended. */
  Instant play(Instant start);

  Billing billing();
}
