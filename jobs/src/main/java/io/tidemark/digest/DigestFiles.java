package io.tidemark.digest;

import io.tidemark.errors.Errors;
import io.tidemark.util.Json;
import io.tidemark.warehouse.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** The files of a run's folder that contain its digest. */
public final class DigestFiles {
  /** The digest for programs: the fields of {@link Digest}. */
  public static final String JSON = "digest.json";

  /** The digest for people, in Markdown. */
  public static final String TEXT = "digest.md";

  private DigestFiles() {}

  /**
   * The run that a digest is compared with.
   *
   * @param folder the folder of its results
   */
  public record Previous(Path folder, LocalDate asOf) {}

  /**
   * Writes the digest of a run from its exports. Equal exports give equal files.
   *
   * @param reportingCurrency the currency of a run without MRR
   */
  public static void write(
      Path runFolder,
      String identity,
      LocalDate asOf,
      String reportingCurrency,
      Optional<Previous> previous) {
    Digest digest = DigestReader.read(runFolder, identity, asOf, reportingCurrency, previous);
    replace(runFolder.resolve(JSON), Json.write(digest));
    replace(runFolder.resolve(TEXT), DigestText.of(digest));
  }

  /**
   * Reads the digest of a run.
   *
   * @throws io.tidemark.errors.UserError if it is not what a run wrote
   */
  public static Digest read(Path runFolder) {
    Path file = runFolder.resolve(JSON);
    try {
      return Json.read(Files.readAllBytes(file), Digest.class);
    } catch (IOException damaged) {
      throw Errors.warehouseDamaged(file, "The file differs from what a run wrote.");
    }
  }

  private static void replace(Path file, String text) {
    try {
      PrivateFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw Errors.unwritable(file, failed.toString());
    }
  }
}
