package io.tidemark.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          cus_1,jo@example.com,DE          | cus_1,[e-mail],DE
          cus_1;"jo@example.com";DE        | cus_1;"[e-mail]";DE
          Jo <jo+a@b.c> and ann.o@d.e      | Jo <[e-mail]> and [e-mail]
          jo@example.com                   | [e-mail]
          cus_1,@,x                        | cus_1,[e-mail],x
          a@b@c                            | [e-mail]
          cus_1,Jo Example,12,50           | cus_1,Jo Example,12,50
          """)
  void whatSurroundsAnAtIsHidden(String text, String hidden) {
    assertThat(Emails.hidden(text)).isEqualTo(hidden);
  }
}
