package io.tidemark.warehouse;

import io.tidemark.errors.Errors;
import io.tidemark.util.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Records that a run keeps in its folder as JSON. */
public final class PrivateJson {
  private PrivateJson() {}

  public static void write(Object value, Path file) {
    try {
      PrivateFiles.replace(file, Json.write(value).getBytes(StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw Errors.unwritable(file, failed.toString());
    }
  }

  /**
   * A record as it was kept; empty where there is no such file.
   *
   * @throws io.tidemark.errors.UserError where it cannot be read
   */
  public static <T> Optional<T> read(Path file, Class<T> type) {
    try {
      return Optional.of(Json.read(Files.readAllBytes(file), type));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException damaged) {
      throw Errors.warehouseDamaged(file, "The file differs from what a run wrote.");
    }
  }
}
