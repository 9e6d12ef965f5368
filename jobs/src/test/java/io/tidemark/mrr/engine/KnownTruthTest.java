package io.tidemark.mrr.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the rules read from whole simulated lives, against what these are really worth: {@link
 * LongProofTest} at a size for every run. To write its figures anew: {@code mvn test
 * -Dtest=KnownTruthTest -Dtidemark.regenerate=true}.
 */
class KnownTruthTest {
  @Test
  void findsTheTrueMrrOfNearlyEveryCustomerDay() throws IOException {
    Proof contract = PublishedProof.changesOnly(11, 1_500);
    Proof everything = PublishedProof.defaults(11, 1_500);

    assertThat(contract.all().exactShare()).isGreaterThan(0.993);
    assertThat(contract.confident().exactShare()).isGreaterThan(0.9998);
    assertThat(everything.all().exactShare()).isGreaterThan(0.989);
    assertThat(everything.confident().exactShare()).isGreaterThan(0.9998);
    List<String> figures =
        List.of(
            "",
            "| 1,500 lives | customer-days | exact to the cent | high confidence | exact of these |",
            "|---|---:|---:|---:|---:|",
            contract.summary("the changes of the contract"),
            everything.summary("all that happens"),
            "");
    PublishedProof.write("KnownTruthTest", figures);
    assertThat(PublishedProof.published("KnownTruthTest")).isEqualTo(figures);
  }
}
