package io.tidemark.simulate;

import java.time.Instant;

/** The events of one subscription, until the subscription or the world ends. */
interface Story {

  /**
   * Simulates the events once; {@link #billing} then has the bills. Returns when the subscription
   * ended.
   */
  Instant play(Instant start);

  Billing billing();
}
