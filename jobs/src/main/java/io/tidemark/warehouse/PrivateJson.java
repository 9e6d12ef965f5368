package io.tidemark.warehouse;

import io.tidemark.errors.Errors;
import io.tidemark.util.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads and writes the JSON records that a run keeps in its folder. */
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
   * Reads a record; empty if the file does not exist.
   *
   * @throws io.tidemark.errors.UserError if it cannot be read
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
