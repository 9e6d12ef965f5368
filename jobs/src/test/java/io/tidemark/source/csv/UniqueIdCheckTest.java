package io.tidemark.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UniqueIdCheckTest {
  private static final int MANY = 100_000;

  @Test
  void manyIdsThatDiffer() {
    assertThat(ids(MANY).allDiffer()).isTrue();
  }

  @Test
  void oneOfThemTwice() {
    for (int twice : new int[] {0, MANY / 2, MANY - 1}) {
      UniqueIdCheck ids = ids(MANY);
      ids.add("in_" + twice);

      assertThat(ids.allDiffer()).as("in_" + twice).isFalse();
    }
  }

  /** What has no id is rejected, and is nobody's copy. */
  @Test
  void recordsWithoutAnId() {
    UniqueIdCheck ids = new UniqueIdCheck(10);
    ids.add(null);
    ids.add("in_1");
    ids.add(null);

    assertThat(ids.allDiffer()).isTrue();
  }

  @Test
  void moreThanAreKept() {
    UniqueIdCheck ids = new UniqueIdCheck(2);
    ids.add("in_1");
    ids.add("in_2");
    assertThat(ids.allDiffer()).isTrue();

    ids.add("in_3");
    assertThat(ids.allDiffer()).isFalse();
  }

  private static UniqueIdCheck ids(int count) {
    UniqueIdCheck ids = new UniqueIdCheck(2L * MANY);
    IntStream.range(0, count).mapToObj(number -> "in_" + number).forEach(ids::add);
    return ids;
  }
}
