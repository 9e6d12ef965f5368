package io.tidemark.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The properties of {@link ReaderFuzz} for its seeds alone, in seconds. */
class ReaderPropertiesTest {
  @ParameterizedTest(name = "seed {index}")
  @MethodSource("io.tidemark.source.csv.ReaderSeeds#all")
  @DisplayName("A bad file is refused by a code or read without loss, twice and in parts alike")
  void everySeed(byte[] bytes, @TempDir Path folder) {
    new ReaderProperties(folder).check(bytes);
  }

  @Test
  @DisplayName("Quotes, doubled quotes, line breaks and blank lines as RFC 4180 defines them")
  void theReaderToCompareWith() {
    String text = "id,name\r\n1,\"a \"\"b\"\",\nc\"\r\n\r\n2,\"\"\r3,d\"e";

    assertThat(Rfc4180.records(text, ','))
        .extracting(Object::toString)
        .containsExactly(
            "Record[line=1, fields=[id, name]]",
            "Record[line=2, fields=[1, a \"b\",\nc]]",
            "Record[line=5, fields=[2, ]]",
            "Record[line=6, fields=[3, d\"e]]");
  }
}
