package io.tidemark.relational;

import io.tidemark.tables.Table;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRows;
import io.tidemark.warehouse.PrivateFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the rows that a run loads into PostgreSQL to files in the run's folder. A database that
 * holds the wrong run is loaded from them again, in seconds and without Spark.
 */
final class CopyFiles {
  private CopyFiles() {}

  /**
   * Writes {@code relational/<table>.copy.gz} in the format of PostgreSQL's COPY.
   *
   * @return the tables; a referenced table comes before the tables that reference it
   */
  static List<RelationalFolder.Copied> write(
      Path runFolder, RelationalRun run, ExportReader exports) throws IOException {
    PrivateFiles.createFolders(RelationalFolder.of(runFolder));
    List<RelationalFolder.Copied> copied = new ArrayList<>();
    copied.add(write(runFolder, "runs", RunRows.COLUMNS, RunRows.of(run)));
    for (Table table : RelationalTables.IN_ORDER) {
      try (ExportRows rows = RelationalTables.rows(table, exports)) {
        Iterator<Object[]> values = RelationalTables.values(table, rows);
        copied.add(write(runFolder, table.name(), RelationalTables.columns(table), values));
      }
    }
    return copied;
  }

  private static RelationalFolder.Copied write(
      Path runFolder, String table, List<String> columns, Iterator<Object[]> rows)
      throws IOException {
    Path file = RelationalFolder.copy(runFolder, table);
    try (OutputStream compressed = new FastGzip(PrivateFiles.create(file));
        Writer writer =
            new BufferedWriter(new OutputStreamWriter(compressed, StandardCharsets.UTF_8))) {
      while (rows.hasNext()) {
        writer.write(CopyText.line(rows.next()));
      }
    }
    return new RelationalFolder.Copied(table, columns);
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
