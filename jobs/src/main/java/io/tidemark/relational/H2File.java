package io.tidemark.relational;

import io.tidemark.errors.Errors;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.h2.jdbcx.JdbcDataSource;

/** The H2 database of a run: where it lies and how any is opened. */
final class H2File {
  static final String SCHEMA = "PUBLIC";

  private static final String NAME = "tidemark";

  /** A semicolon ends the path in a JDBC URL and begins an option. */
  private static final Pattern UNSAFE = Pattern.compile("[;\\p{Cntrl}]");

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
