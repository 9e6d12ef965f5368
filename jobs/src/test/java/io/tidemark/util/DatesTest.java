package io.tidemark.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
  @Test
  @DisplayName("A date is year, month and day")
  void parsesDates() {
    assertThat(Dates.parse("2025-02-26")).isEqualTo(LocalDate.of(2025, 2, 26));
  }

  @ParameterizedTest
  @CsvSource({
    "26.02.2025, 2025-02-26",
    "26.2.2025, 2025-02-26",
    "02/26/2025, 2025-02-26",
    "5/5/2025, 2025-05-05",
    "2025/02/26, 2025-02-26",
    "2025-2-6, 2025-02-06",
    "20250226, 2025-02-26",
    "26 Feb 2025, 2025-02-26",
    "'Feb 26, 2025', 2025-02-26",
    "2025-02-26T10:30, 2025-02-26",
    "2025-02-26 10:30:00Z, 2025-02-26",
  })
  @DisplayName("Another form is refused with the only date it can mean")
  void namesTheDateThatIsMeant(String text, String meant) {
    assertThatThrownBy(() -> Dates.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A date is written yyyy-MM-dd. Did you mean " + meant + "?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"03.04.2025", "03/04/2025", "31.02.2025", "today", "", "26.02.25"})
  @DisplayName("No date is named if several are possible, or none is")
  void namesNoDateThatIsAmbiguous(String text) {
    assertThatThrownBy(() -> Dates.parse(text)).hasMessage("A date is written yyyy-MM-dd.");
  }

  @Test
  @DisplayName("A day that its month does not have is refused")
  void refusesDaysThatDoNotExist() {
    assertThatThrownBy(() -> Dates.parse("2025-02-30")).hasMessage("This date does not exist.");
  }
}
