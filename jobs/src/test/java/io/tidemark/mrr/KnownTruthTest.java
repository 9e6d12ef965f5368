package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulate.SimulationOptions;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules read from whole simulated lives, against what these are really worth. */
class KnownTruthTest {
  private static final Instant FROM = Instant.parse("2022-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2025-01-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void findsTheTrueMrrOfNearlyEveryCustomerDay(long seed) {
    Proof proof = Proof.of(SimulationOptions.of(seed, 500, FROM, TO));

    assertThat(proof.all().days()).isGreaterThan(100_000);
    assertThat(proof.all().exactShare()).isGreaterThan(0.983);
    assertThat(proof.confident().exactShare()).isGreaterThan(0.998);
    assertThat(proof.confident().offByMore()).isLessThan(proof.confident().days() / 1000);
  }
}
