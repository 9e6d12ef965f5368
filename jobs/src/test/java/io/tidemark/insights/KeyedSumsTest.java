package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rows of whole numbers that several tasks add up. */
class KeyedSumsTest {
  @Test
  @DisplayName("Amounts of a key are added column by column")
  void addsByKey() {
    KeyedSums<String> sums = new KeyedSums<>(2);
    sums.add("usd", 1, 10);
    sums.add("eur", 5);
    sums.add("usd", 2, -30);
    sums.row("eur")[1] += 7;

    assertThat(texts(sums)).containsExactly("eur 5 7", "usd 3 -20");
    assertThat(sums.get("usd")).containsExactly(3, -20);
  }

  @Test
  @DisplayName("A key that is only read gets no row")
  void readsWithoutAdding() {
    KeyedSums<String> sums = new KeyedSums<>(2);

    assertThat(sums.get("eur")).containsExactly(0, 0);
    assertThat(sums.rows()).isEmpty();
  }

  @Test
  @DisplayName("Merging in any order gives the same sums and leaves the other ones as they were")
  void mergesInAnyOrder() {
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (int[] order : orders) {
      List<KeyedSums<String>> parts = parts();
      KeyedSums<String> all = new KeyedSums<>(2);
      for (int part : order) {
        all.merge(parts.get(part));
      }

      assertThat(texts(all)).containsExactly("chf -1 0", "eur 111 2", "usd 40 4");
      assertThat(parts.stream().map(KeyedSumsTest::texts))
          .containsExactly(List.of("eur 1 2"), List.of("eur 10 0", "usd 40 4"), third());
    }
  }

  private static List<KeyedSums<String>> parts() {
    List<KeyedSums<String>> parts =
        List.of(new KeyedSums<>(2), new KeyedSums<>(2), new KeyedSums<>(2));
    parts.get(0).add("eur", 1, 2);
    parts.get(1).add("usd", 40, 4);
    parts.get(1).add("eur", 10, 0);
    parts.get(2).add("chf", -1, 0);
    parts.get(2).add("eur", 100, 0);
    return parts;
  }

  private static List<String> third() {
    return List.of("chf -1 0", "eur 100 0");
  }

  @Test
  @DisplayName("Sums that do not fit 64 bits are an error")
  void overflow() {
    KeyedSums<String> sums = new KeyedSums<>(1);
    sums.add("eur", Long.MAX_VALUE);
    KeyedSums<String> other = new KeyedSums<>(1);
    other.add("eur", 1);

    assertThatThrownBy(() -> sums.add("eur", 1)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> sums.merge(other)).isInstanceOf(ArithmeticException.class);
  }

  private static List<String> texts(KeyedSums<String> sums) {
    List<String> texts = new ArrayList<>();
    sums.rows().forEach((key, row) -> texts.add("%s %d %d".formatted(key, row[0], row[1])));
    return texts;
  }
}
