package io.tidemark.relational;

import io.tidemark.errors.Errors;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.h2.jdbcx.JdbcDataSource;

/** Opens the H2 database of a run. */
final class H2File {
  static final String SCHEMA = "PUBLIC";

  private static final String NAME = "tidemark";

  /** A semicolon ends the path in a JDBC URL and starts an option. */
  private static final Pattern UNSAFE = Pattern.compile("[;\\p{Cntrl}]");

  /**
   * The page size. Adjacent rows are read together. H2's default of 16 KB ends a page before it has
   * the 48 rows that it may have, which means more pages to write and a larger file.
   */
  private static final int PAGE_BYTES = 1 << 16;

  private static final String OBJECT_CACHE = "h2.objectCache";

  static {
    // H2 looks up every value in a cache to keep equal ones once, which takes more work than it
    // saves.
    if (System.getProperty(OBJECT_CACHE) == null) {
      System.setProperty(OBJECT_CACHE, "false");
    }
  }

  private H2File() {}

  static Path in(Path runFolder) {
    return RelationalFolder.of(runFolder).resolve(NAME + ".mv.db");
  }

  /**
   * Opens a new file for writing. The file is durable once closed, so no earlier write is forced to
   * the disk.
   */
  static JdbcDataSource forWriting(Path runFolder) {
    Path path = RelationalFolder.of(runFolder).resolve(NAME);
    if (UNSAFE.matcher(path.toString()).find()) {
      throw Errors.unreadable(path.toString(), "The path of a database must not contain ;.");
    }
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:file:" + path + ";PAGE_SIZE=" + PAGE_BYTES);
    source.setUser("sa");
    source.setPassword("");
    return source;
  }
}
