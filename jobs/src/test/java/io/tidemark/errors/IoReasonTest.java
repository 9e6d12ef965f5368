package io.tidemark.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IoReasonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          java.nio.file.AccessDeniedException: /proc/x         | Permission denied.
          java.nio.file.NoSuchFileException: /a/b              | It does not exist, or its folder does not.
          java.nio.file.FileAlreadyExistsException: /a         | A file is in the way.
          java.nio.file.FileSystemException: /a: Not a folder  | /a: Not a folder
          java.io.IOException: No space left on device         | No space left on device
          java.io.EOFException                                 | EOFException
          It is not a regular file.                            | It is not a regular file.
          """)
  @DisplayName("A reason has no name of a class, and does not repeat the path")
  void reasons(String text, String reason) {
    assertThat(IoReason.of(text)).isEqualTo(reason);
  }
}
