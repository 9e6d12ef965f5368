package io.tidemark.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundlesTest {
  private static final LocalDate ORIGIN = LocalDate.parse("2025-03-15");

  @Test
  void veryManyLinesAreDrawnInBundlesThatKeepTheirMrr() {
    List<Renewals.Line> lines = new ArrayList<>();
    for (int line = 0; line < 50_000; line++) {
      Rhythm monthly = new Rhythm(1, 0);
      LocalDate end = ORIGIN.plusDays(1 + line % 30);
      lines.add(
          new Renewals.Line("s" + line, "c", "EUR", monthly, 100 + line % 7, end, 1 + line % 5));
    }
    List<Bundles.Bundle> bundles = Bundles.of(lines);

    assertThat(bundles.size()).isBetween(8_000, 10_500);
    assertThat(bundles.stream().mapToLong(Bundles.Bundle::mrrMinor).sum())
        .isEqualTo(lines.stream().mapToLong(Renewals.Line::mrrMinor).sum());
    assertThat(bundles.stream().mapToInt(Bundles.Bundle::lines).sum()).isEqualTo(50_000);
    assertThat(Bundles.of(lines.subList(0, 10_000))).allMatch(bundle -> bundle.lines() == 1);
  }
}
