package io.tidemark.relational;

import io.tidemark.config.Policy;
import io.tidemark.errors.Errors;
import io.tidemark.util.Json;
import io.tidemark.warehouse.PrivateFiles;
import io.tidemark.warehouse.PublishedRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of a run that contains its relational store, or the store's address. */
public final class RelationalFolder {
  private RelationalFolder() {}

  /** The names of tables and columns that are allowed in SQL. */
  private static final Pattern SQL_NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** The record of a run that was loaded into PostgreSQL; it never contains the password. */
  record Address(SortedMap<String, String> settings, List<Copied> tables) {}

  /** A table whose rows are in files of the run's folder, and the order of its columns. */
  public record Copied(String table, List<String> columns) {
    public Copied {
      boolean areNames = Stream.concat(Stream.of(table), columns.stream()).allMatch(Copied::isName);
      if (!areNames) {
        throw new IllegalArgumentException("not a name: " + table + " " + columns);
      }
    }

    private static boolean isName(String text) {
      return SQL_NAME.matcher(text).matches();
    }
  }

  public static Path of(Path runFolder) {
    return runFolder.toAbsolutePath().normalize().resolve(PublishedRuns.RELATIONAL);
  }

  /** Returns the file with a table's rows for PostgreSQL's COPY. */
  static Path copy(Path runFolder, String table) {
    return of(runFolder).resolve(table + ".copy.gz");
  }

  static void writeAddress(Path runFolder, PostgresAddress address, List<Copied> tables)
      throws IOException {
    PrivateFiles.createFolders(of(runFolder));
    String json = Json.write(new Address(address.settings(), tables));
    PrivateFiles.replace(addressFile(runFolder), json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the recorded address, checked by the same rules as the policy; empty for a run in H2.
   *
   * @throws io.tidemark.errors.UserError if it is not what a run wrote
   */
  static Optional<PostgresAddress> readAddress(Path runFolder) {
    return read(runFolder).map(address -> PostgresAddress.of(Policy.of(address.settings())));
  }

  /**
   * Returns the tables of a run that was loaded into PostgreSQL; a referenced table comes before
   * the tables that reference it.
   */
  static List<Copied> copied(Path runFolder) {
    return read(runFolder).orElseThrow().tables();
  }

  private static Optional<Address> read(Path runFolder) {
    Path file = addressFile(runFolder);
    try {
      return Optional.of(Json.read(Files.readAllBytes(file), Address.class));
    } catch (NoSuchFileException inH2) {
      return Optional.empty();
    } catch (IOException damaged) {
      throw Errors.warehouseDamaged(file, "The file differs from what a run wrote.");
    }
  }

  private static Path addressFile(Path runFolder) {
    return of(runFolder).resolve("postgresql.json");
  }
}
