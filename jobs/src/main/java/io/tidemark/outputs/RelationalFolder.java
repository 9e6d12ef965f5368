package io.tidemark.outputs;

import io.tidemark.config.Policy;
import io.tidemark.errors.Errors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Where a run keeps its relational store, or the address of it. */
final class RelationalFolder {
  private RelationalFolder() {}

  /** What a run that was loaded into PostgreSQL knows of it; never the password. */
  record Address(SortedMap<String, String> settings) {}

  static Path of(Path runFolder) {
    return runFolder.toAbsolutePath().normalize().resolve("relational");
  }

  static void writeAddress(Path runFolder, PostgresAddress address) throws IOException {
    OwnFiles.createFolders(of(runFolder));
    byte[] json = Json.write(new Address(address.settings())).getBytes(StandardCharsets.UTF_8);
    OwnFiles.replace(addressFile(runFolder), json);
  }

  /**
   * The recorded address, held to the same rules as the policy; empty where the run is in H2.
   *
   * @throws io.tidemark.errors.UserError where it is not what a run wrote
   */
  static Optional<PostgresAddress> readAddress(Path runFolder) {
    Path file = addressFile(runFolder);
    try {
      Map<String, String> settings = Json.read(Files.readAllBytes(file), Address.class).settings();
      return Optional.of(PostgresAddress.of(Policy.of(settings)));
    } catch (NoSuchFileException inH2) {
      return Optional.empty();
    } catch (IOException damaged) {
      throw Errors.warehouseDamaged(file, "It is not what a run wrote there.");
    }
  }

  private static Path addressFile(Path runFolder) {
    return of(runFolder).resolve("postgresql.json");
  }
}
