package io.tidemark.outputs;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.config.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a run keeps its relational store, or the address of it. */
final class RelationalFolder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RelationalFolder() {}

  static Path of(Path runFolder) {
    return runFolder.toAbsolutePath().normalize().resolve("relational");
  }

  /** Makes the folder, for the owner only. */
  static void make(Path runFolder) throws IOException {
    FileAttribute<Set<PosixFilePermission>> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(of(runFolder), ownerOnly);
  }

  static void restrict(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** Records where the run was loaded, without the password. */
  static void writeAddress(Path runFolder, PostgresAddress address) throws IOException {
    make(runFolder);
    Path file = addressFile(runFolder);
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), address.settings());
    restrict(file);
  }

  /** The recorded address, held to the same rules as the policy; empty where the run is in H2. */
  static Optional<PostgresAddress> readAddress(Path runFolder) throws IOException {
    Path file = addressFile(runFolder);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Map<String, String> settings =
        JSON.readValue(file.toFile(), new TypeReference<Map<String, String>>() {});
    return Optional.of(PostgresAddress.of(Policy.of(settings)));
  }

  private static Path addressFile(Path runFolder) {
    return of(runFolder).resolve("postgresql.json");
  }
}
