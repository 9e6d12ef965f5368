package io.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Published numbers. */
class BenjaminiHochbergTest {
  /** Benjamini and Hochberg 1995, section 4.1: 15 comparisons of two heart treatments. */
  private static final double[] HEART = {
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.0000
  };

  private static final double[] HEART_ADJUSTED = {
    0.0015,
    0.003,
    0.0095,
    0.035625,
    0.0603,
    0.0638571428571,
    0.0638571428571,
    0.0645,
    0.0765,
    0.486,
    0.581181818182,
    0.714875,
    0.753230769231,
    0.813214285714,
    1.0
  };

  /** Rosner 1983, table 4: 54 measurements, three of them outliers by his test. */
  private static final double[] ROSNER = {
    -0.25, 0.68, 0.94, 1.15, 1.20, 1.26, 1.26, 1.34, 1.38, 1.43, 1.49, 1.49, 1.55, 1.56, 1.58, 1.65,
    1.69, 1.70, 1.76, 1.77, 1.81, 1.91, 1.94, 1.96, 1.99, 2.06, 2.09, 2.10, 2.14, 2.15, 2.23, 2.24,
    2.26, 2.35, 2.37, 2.40, 2.47, 2.54, 2.62, 2.64, 2.90, 2.92, 2.92, 2.93, 3.21, 3.26, 3.30, 3.59,
    3.68, 4.30, 4.64, 5.34, 5.42, 6.01
  };

  @Test
  void theHeartTreatmentsAsPublished() {
    double[] adjusted = BenjaminiHochberg.adjusted(HEART);

    assertThat(adjusted).containsExactly(HEART_ADJUSTED, within(1e-9));
    assertThat(Arrays.stream(adjusted).filter(q -> q <= 0.05).count()).isEqualTo(4);
  }

  @Test
  void theOrderOfTestsDoesNotMatter() {
    assertThat(BenjaminiHochberg.adjusted(0.04, 0.001, 0.03, 0.5))
        .containsExactly(new double[] {0.16 / 3, 0.004, 0.16 / 3, 0.5}, within(1e-12));
  }

  @Test
  void modifiedZFindsRosnersThreeOutliers() {
    double[] scores = ModifiedZScore.modifiedZ(ROSNER);
    double[] farthest = Arrays.stream(scores).sorted().skip(50).toArray();

    assertThat(farthest)
        .containsExactly(new double[] {3.149729, 4.01606, 4.115069, 4.845261}, within(1e-6));
    assertThat(Arrays.stream(scores).filter(score -> Math.abs(score) > 3.5).count()).isEqualTo(3);
  }

  @Test
  void whereMostAreEqualNothingIsFarOut() {
    assertThat(ModifiedZScore.modifiedZ(0, 0, 0, 5)).containsOnly(0);
  }
}
