package io.tidemark.outputs;

import io.tidemark.errors.Errors;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.h2.jdbcx.JdbcDataSource;

/** The H2 database of a run: where it lies and how any is opened. */
final class H2File {
  static final String SCHEMA = "PUBLIC";

  private static final String NAME = "tidemark";

  /** A semicolon ends the path in a JDBC URL and begins an option. */
  private static final Pattern UNSAFE = Pattern.compile("[;\\p{Cntrl}]");

  /**
   * Of the memory, for what was read of a file. To parse a page again is work, but so is it to
   * collect as garbage the pages that were kept for a while and then made room for others.
   */
  private static final int SHARES_OF_MEMORY = 16;

  /**
   * Rows that lie together are asked for together. H2's own 16 KB end a page before the 48 rows it
   * may have: more pages to write, and a larger file.
   */
  private static final int PAGE_BYTES = 1 << 16;

  private static final String OBJECT_CACHE = "h2.objectCache";

  static {
    // H2 looks every value up among those it has, to keep equal ones once: more work than it saves.
    if (System.getProperty(OBJECT_CACHE) == null) {
      System.setProperty(OBJECT_CACHE, "false");
    }
  }

  private H2File() {}

  static Path in(Path runFolder) {
    return RelationalFolder.of(runFolder).resolve(NAME + ".mv.db");
  }

  /** A new file only; durable once it is closed, so no write is forced to the disk before. */
  static JdbcDataSource forWriting(Path runFolder) {
    return source(runFolder, ";PAGE_SIZE=" + PAGE_BYTES);
  }

  /** An existing file only, which any number of processes may read at once. */
  static JdbcDataSource forReading(Path runFolder) {
    long kilobytes = Runtime.getRuntime().maxMemory() / 1024 / SHARES_OF_MEMORY;
    return source(
        runFolder,
        ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE;CACHE_SIZE=" + Math.min(kilobytes, Integer.MAX_VALUE));
  }

  /** No file at all: a database that is gone with its last connection. */
  static JdbcDataSource inMemory() {
    return source("mem:" + UUID.randomUUID());
  }

  private static JdbcDataSource source(Path runFolder, String options) {
    Path path = RelationalFolder.of(runFolder).resolve(NAME);
    if (UNSAFE.matcher(path.toString()).find()) {
      throw Errors.unreadable(
          path.toString(), "A database cannot lie in a folder with ; in its name.");
    }
    return source("file:" + path + options);
  }

  private static JdbcDataSource source(String place) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:" + place);
    source.setUser("sa");
    source.setPassword("");
    return source;
  }
}
