package io.tidemark.mrr.engine;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MRR read from lives of every billing pattern; {@link LongProofTest} reads more of them. */
class ProofKindTest {
  private static final int LIVES = 100;
  private static final long SEED = 11;

  @ParameterizedTest
  @EnumSource(ProofKind.class)
  @DisplayName("Reads the true MRR of at least the share of customer-days in the table")
  void readsTheTrueMrr(ProofKind kind) {
    SoftAssertions softly = new SoftAssertions();
    check(softly, kind, kind.proof(SEED, LIVES));
    softly.assertAll();
  }

  /** Compares a proof with the least shares of its kind. */
  static void check(SoftAssertions softly, ProofKind kind, PatternProof proof) {
    softly
        .assertThat(proof.exactShare())
        .as("%s: exact", kind.title())
        .isGreaterThanOrEqualTo(kind.leastExact());
    softly
        .assertThat(proof.confidentShare())
        .as("%s: high confidence", kind.title())
        .isGreaterThanOrEqualTo(kind.leastConfident());
    softly
        .assertThat(proof.confidentExactShare())
        .as("%s: exact of high confidence", kind.title())
        .isGreaterThanOrEqualTo(kind.leastConfidentExact());
  }
}
