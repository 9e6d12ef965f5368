package io.tidemark.warehouse;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Helper for work that other threads do while a run continues. */
public final class BackgroundWork {
  private BackgroundWork() {}

  /** Waits for a result. If the work failed, this method throws its failure. */
  public static <T> T result(Future<T> work) {
    try {
      return work.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException ours) {
        throw ours;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
