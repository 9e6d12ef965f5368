package io.tidemark.source.csv;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Searches for bytes that break the strict reader, guided by the branches they reach. Runs in the
 * profile {@code long}; the seeds alone are {@link ReaderPropertiesTest}.
 */
class ReaderFuzz {
  private static final int LONGEST_SEED = 4096;

  @TempDir private static Path folder;

  static Stream<byte[]> seeds() {
    return ReaderSeeds.all().filter(bytes -> bytes.length <= LONGEST_SEED);
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "eur",
    "jpy",
    "paid",
    "void",
    "-1.234,50",
    "0.00",
    "TRUE",
    "2025-02-05 9:07",
    "2025-02-05T09:07:00+01:00",
    "Total",
    "Currency"
  })
  @FuzzTest(maxDuration = "10m")
  void anyBytes(byte[] bytes) {
    new ReaderProperties(folder).check(bytes);
  }
}
