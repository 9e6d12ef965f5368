package io.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths of this machine in texts. */
class FilePathsTest {
  @ParameterizedTest(name = "{0}")
  @DisplayName("The folders of absolute paths are removed, other slashes stay")
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          /home/anna/exports/invoices.csv,          invoices.csv
          /home/Anna B/invoices.csv line 3,         invoices.csv line 3
          file:///home/anna/invoices.csv,           invoices.csv
          `C:\\Users\\anna\\invoices.csv`,           invoices.csv
          C:/Users/anna/invoices.csv,               invoices.csv
          line 3 of "/home/anna/invoices.csv" is,   line 3 of "invoices.csv" is
          exports/2025/invoices.csv,                exports/2025/invoices.csv
          s3a://bucket/exports/invoices.csv,        s3a://bucket/exports/invoices.csv
          https://example.org/a/b,                  https://example.org/a/b
          2025/01/31,                               2025/01/31
          invoices.csv,                             invoices.csv
          """)
  void withoutFolders(String text, String expected) {
    assertThat(FilePaths.withoutFolders(text)).isEqualTo(expected);
  }
}
