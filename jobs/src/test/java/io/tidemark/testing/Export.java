package io.tidemark.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small export files for tests, written as literal lines. */
public final class Export {
  /** The least an invoice file may have. */
  public static final String MINIMAL_HEADER =
      "id,Customer,Subscription,Status,Currency,Subtotal,Total Discount Amount,Tax,Total,"
          + "Date (UTC),Minimum Line Item Period Start (UTC),Maximum Line Item Period End (UTC)";

  private Export() {}

  /** Writes lines, each with a line feed, and returns where. */
  public static String write(Path folder, String name, String... lines) {
    return write(folder, name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes as they are, and returns where. */
  public static String write(Path folder, String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes).toString();
    } catch (IOException unwritable) {
      throw new java.io.UncheckedIOException(unwritable);
    }
  }
}
