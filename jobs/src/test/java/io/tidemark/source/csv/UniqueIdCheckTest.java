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
      add(ids, "in_" + twice);

      assertThat(ids.allDiffer()).as("in_" + twice).isFalse();
    }
  }

  @Test
  void moreThanAreKept() {
    UniqueIdCheck ids = new UniqueIdCheck(2);
    add(ids, "in_1");
    add(ids, "in_2");
    assertThat(ids.allDiffer()).isTrue();

    add(ids, "in_3");
    assertThat(ids.allDiffer()).isFalse();
  }

  private static UniqueIdCheck ids(int count) {
    UniqueIdCheck ids = new UniqueIdCheck(2L * MANY);
    IntStream.range(0, count).mapToObj(number -> "in_" + number).forEach(id -> add(ids, id));
    return ids;
  }

  private static void add(UniqueIdCheck ids, String id) {
    ids.add(new long[] {UniqueIdCheck.hash(id)}, 1);
  }
}
