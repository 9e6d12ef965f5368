package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final long SECOND = 1_000_000_000L;

  private long now = 5 * SECOND;
  private final ProgressLine progress = new ProgressLine(() -> now);

  @Test
  @DisplayName("Before a tenth of the expected time has passed, there is no estimate")
  void noEstimateAtTheStart() {
    progress.expect(Map.of("read", 1.0, "layers", 9.5));
    progress.begin("read");
    now += 2 * SECOND;

    assertThat(progress.text(80)).isEqualTo("  step 1 of 2  read                       0:02");
  }

  @Test
  @DisplayName("At half the expected speed, the rest takes twice the expected time")
  void estimatesByTheSpeedSoFar() {
    progress.expect(Map.of("read", 10.0, "layers", 30.0, "report", 5.0));
    progress.begin("read");
    now += 20 * SECOND;
    progress.end("read");
    progress.begin("layers");

    assertThat(progress.text(80))
        .isEqualTo("  step 2 of 3  layers                     0:20, about 1:10 left");
    now += 65 * SECOND;
    assertThat(progress.text(80))
        .isEqualTo("  step 2 of 3  layers                     1:25, about 0:05 left");
    now += 5 * SECOND;
    assertThat(progress.text(80)).as("overdue").endsWith("layers                     1:30");
  }

  @Test
  @DisplayName("A step that runs in parallel is counted when it ends, but not shown")
  void parallelStepsAreCounted() {
    progress.expect(Map.of("read", 0.0, "rejects", 0.0, "layers", 0.0));
    progress.begin("read");
    progress.end("rejects");

    assertThat(progress.text(80)).startsWith("  step 2 of 3  read ");
  }

  @Test
  @DisplayName("A step that was not expected raises the number of steps")
  void unexpectedStepsAreAdded() {
    progress.expect(Map.of("read", 0.0));
    progress.begin("read");
    progress.end("read");
    progress.begin("removing old data");

    assertThat(progress.text(80)).startsWith("  step 2 of 2  removing old data ");
  }

  @Test
  @DisplayName("The line fits the width of the terminal")
  void fitsTheWidth() {
    progress.begin("customer_monthly_movements");

    assertThat(progress.text(20)).isEqualTo("  step 1 of 1  custo");
  }
}
