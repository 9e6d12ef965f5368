package io.tidemark.warehouse;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Work of a run that other threads do while the run goes on. */
public final class BackgroundWork {
  private BackgroundWork() {}

  /** Waits for a result. A failure of the work is thrown here. */
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
