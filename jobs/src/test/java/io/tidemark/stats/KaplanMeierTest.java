package io.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.KaplanMeier.Step;
import io.tidemark.stats.KaplanMeier.Survival;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Survival against published figures. */
class KaplanMeierTest {
  /** Freireich and others (1963), the 21 patients on 6-MP: weeks of remission; 0 is censored. */
  private static final int[] WEEKS = {
    6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35
  };

  private static final int[] RELAPSED = {
    1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0
  };

  @Test
  void remissionOnSixMercaptopurine() {
    List<Survival> survivals = KaplanMeier.of(steps(new int[WEEKS.length], WEEKS, RELAPSED));

    assertThat(survivals)
        .extracting(each -> each.step().number())
        .containsExactly(6, 7, 10, 13, 16, 22, 23);
    assertThat(survivals)
        .extracting(each -> each.step().due())
        .containsExactly(21L, 17L, 15L, 12L, 11L, 7L, 6L);
    assertClose(
        survivals.stream().map(Survival::survival).toList(),
        0.85714286,
        0.80672269,
        0.75294118,
        0.69019608,
        0.62745098,
        0.53781513,
        0.44817927);
    assertClose(
        survivals.stream().map(Survival::standardError).toList(),
        0.076360355,
        0.086935285,
        0.096349653,
        0.106814708,
        0.114053865,
        0.128233752,
        0.134591457);
    assertClose(
        survivals.stream().map(Survival::low).toList(),
        0.61971796,
        0.56314656,
        0.50319951,
        0.43161022,
        0.36751086,
        0.26777894,
        0.18805201);
    assertClose(
        survivals.stream().map(Survival::high).toList(),
        0.95155175,
        0.92280902,
        0.88936184,
        0.84906596,
        0.80491219,
        0.74679072,
        0.68014263);
  }

  /** Ten lines in R, {@code survfit(Surv(entry, exit, event))}; then as if all had been there. */
  @Test
  void whoComesLateIsAtRiskOnlySince() {
    int[] entry = {0, 0, 0, 2, 3, 3, 5, 6, 6, 8};
    int[] exit = {4, 7, 3, 6, 9, 5, 12, 10, 8, 12};
    int[] event = {1, 1, 1, 0, 1, 1, 0, 1, 0, 0};
    List<Survival> survivals = KaplanMeier.of(steps(entry, exit, event));

    assertThat(survivals)
        .extracting(each -> each.step().number())
        .containsExactly(3, 4, 5, 7, 9, 10);
    assertThat(survivals)
        .extracting(each -> each.step().due())
        .containsExactly(4L, 5L, 4L, 5L, 4L, 3L);
    assertClose(
        survivals.stream().map(Survival::survival).toList(), 0.75, 0.6, 0.45, 0.36, 0.27, 0.18);
    assertClose(
        survivals.stream().map(Survival::standardError).toList(),
        0.21650635,
        0.21908902,
        0.2094636,
        0.1859032,
        0.15973415,
        0.12938315);
    assertClose(
        KaplanMeier.of(steps(new int[10], exit, event)).stream().map(Survival::survival).toList(),
        0.9,
        0.8,
        0.7,
        0.58333333,
        0.4375,
        0.29166667);
  }

  @Test
  void whereNoneOrAllAreLostThereIsNoInterval() {
    List<Survival> survivals = KaplanMeier.of(List.of(new Step(1, 20, 0), new Step(2, 20, 20)));

    assertThat(survivals).extracting(Survival::survival).containsExactly(1.0, 0.0);
    assertThat(survivals).extracting(Survival::low).containsOnlyNulls();
  }

  /** Steps at the times of events: at risk is who entered before and left then or later. */
  private static List<Step> steps(int[] entry, int[] exit, int[] event) {
    List<Step> steps = new ArrayList<>();
    int last = Arrays.stream(exit).max().orElseThrow();
    for (int time = 1; time <= last; time++) {
      int now = time;
      long due =
          IntStream.range(0, exit.length).filter(i -> entry[i] < now && now <= exit[i]).count();
      long lost =
          IntStream.range(0, exit.length).filter(i -> exit[i] == now && event[i] == 1).count();
      if (lost > 0) {
        steps.add(new Step(time, due, lost));
      }
    }
    return steps;
  }

  private static void assertClose(List<Double> actual, double... expected) {
    assertThat(actual).hasSize(expected.length);
    for (int index = 0; index < expected.length; index++) {
      assertThat(actual.get(index)).isCloseTo(expected[index], within(1e-8));
    }
  }
}
