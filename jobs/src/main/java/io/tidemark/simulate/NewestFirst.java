package io.tidemark.simulate;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sorts lines in the order of an export, newest first. They are kept in one file per month, so that
 * memory holds one month at most.
 */
final class NewestFirst implements Closeable {
  private static final int TIME_LENGTH = 12;

  /** Added to every time, so that it has twelve digits and sorts as text. */
  private static final long EARLIEST = 500_000_000_000L;

  private final Path folder;
  private final Map<YearMonth, BufferedWriter> months =
      new TreeMap<>(Comparator.<YearMonth>reverseOrder());

  NewestFirst(Path parent) throws IOException {
    this.folder = Files.createTempDirectory(parent, ".simulate");
  }

  /** Adds a line. Lines of the same time keep their order. */
  void add(Instant time, String line) throws IOException {
    YearMonth month = YearMonth.from(time.atOffset(ZoneOffset.UTC));
    BufferedWriter writer = months.get(month);
    if (writer == null) {
      writer = Files.newBufferedWriter(file(month), StandardCharsets.UTF_8);
      months.put(month, writer);
    }
    writer.write(Long.toString(EARLIEST + time.getEpochSecond()));
    writer.write(line);
    writer.write('\n');
  }

  /** Writes all lines unchanged, newest first. */
  void copyTo(Writer target) throws IOException {
    for (Map.Entry<YearMonth, BufferedWriter> month : months.entrySet()) {
      month.getValue().close();
      List<String> lines = new ArrayList<>(Files.readAllLines(file(month.getKey())));
      lines.sort(Comparator.comparing((String line) -> line.substring(0, TIME_LENGTH)).reversed());
      for (String line : lines) {
        target.write(line, TIME_LENGTH, line.length() - TIME_LENGTH);
        target.write("\r\n");
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Map.Entry<YearMonth, BufferedWriter> month : months.entrySet()) {
      month.getValue().close();
      Files.deleteIfExists(file(month.getKey()));
    }
    Files.deleteIfExists(folder);
  }

  private Path file(YearMonth month) {
    return folder.resolve(month.toString());
  }
}
