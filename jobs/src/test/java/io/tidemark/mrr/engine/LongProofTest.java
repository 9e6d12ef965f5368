package io.tidemark.mrr.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The contract on 20,000 subscriptions over three years, and what {@code docs/PROOF.md} says of it.
 * To write its figures anew: {@code mvn test -Plong -Dtest=LongProofTest
 * -Dtidemark.regenerate=true}.
 */
@Tag("long")
class LongProofTest {
  private static final int SUBSCRIPTIONS = 20_000;
  private static final int LIVES_OF_A_PATTERN = 1_000;
  private static final long SEED = 7;
  private static final List<Long> OTHER_SEEDS = List.of(8L, 9L);
  private static final String SUMMARY =
      "| lives | customer-days | exact to the cent | high confidence | exact of these |";

  @Test
  void findsTheTrueMrrToTheCent() throws IOException {
    List<String> figures = new ArrayList<>(List.of("", SUMMARY, "|---|---:|---:|---:|---:|"));
    SoftAssertions softly = new SoftAssertions();
    for (long seed : OTHER_SEEDS) {
      Proof other = PublishedProof.changesOnly(seed, SUBSCRIPTIONS);
      figures.add(other.summary("the changes of the contract, seed " + seed));
      softly.assertThat(other.all().exactShare()).as("seed " + seed).isGreaterThanOrEqualTo(0.994);
      softly
          .assertThat(other.confident().exactShare())
          .as("seed " + seed)
          .isGreaterThanOrEqualTo(0.9999);
    }
    Proof contract = PublishedProof.changesOnly(SEED, SUBSCRIPTIONS);
    Proof everything = PublishedProof.defaults(SEED, SUBSCRIPTIONS);
    softly.assertThat(contract.all().exactShare()).isGreaterThanOrEqualTo(0.994);
    softly.assertThat(contract.confident().exactShare()).isGreaterThanOrEqualTo(0.9999);
    softly.assertThat(everything.all().exactShare()).isGreaterThanOrEqualTo(0.991);
    softly.assertThat(everything.confident().exactShare()).isGreaterThanOrEqualTo(0.9999);
    figures.add(contract.summary("the changes of the contract, seed " + SEED));
    figures.add(everything.summary("all that happens, seed " + SEED));
    figures.addAll(List.of("", "The changes of the contract:", ""));
    figures.addAll(contract.reasons());
    figures.addAll(List.of("", "All that happens:", ""));
    figures.addAll(everything.reasons());
    figures.add("");
    PublishedProof.write("LongProofTest, lives", figures);
    softly.assertAll();
    publish("LongProofTest, lives", figures);
  }

  @Test
  void findsTheTrueMrrOfAWindowFromItsWarmUpEndOn() throws IOException {
    List<String> figures = new ArrayList<>(List.of(""));
    figures.add(
        "| interval | window | most a day is off after | average day before | reading only what is"
            + " invoiced, average day before | its first day |");
    figures.add("|---|---|---:|---:|---:|---:|");
    SoftAssertions softly = new SoftAssertions();
    for (String line : WindowTruthTest.BOUNDS.lines().toList()) {
      String[] bounds = line.split(" +");
      boolean changing = bounds[2].equals("changing");
      WindowProof proof =
          WindowProof.of(bounds[0], Period.parse(bounds[1]), changing, SUBSCRIPTIONS);
      figures.add(PublishedProof.windowRow(bounds, proof));
      softly.assertThat(proof.mostAfter()).as(line).isLessThan(Double.parseDouble(bounds[3]));
      softly.assertThat(proof.averageBefore()).as(line).isLessThan(Double.parseDouble(bounds[4]));
    }
    figures.add("");
    PublishedProof.write("LongProofTest, windows", figures);
    softly.assertAll();
    publish("LongProofTest, windows", figures);
  }

  @Test
  void findsTheTrueMrrOfEveryBillingPattern() throws IOException {
    List<String> figures = new ArrayList<>(List.of(""));
    figures.addAll(ProofKind.HEADER);
    SoftAssertions softly = new SoftAssertions();
    for (ProofKind kind : ProofKind.values()) {
      PatternProof proof = kind.proof(SEED, LIVES_OF_A_PATTERN);
      figures.add(proof.row(kind.title()));
      ProofKindTest.check(softly, kind, proof);
    }
    figures.add("");
    PublishedProof.write("LongProofTest, billing patterns", figures);
    softly.assertAll();
    publish("LongProofTest, billing patterns", figures);
  }

  private static void publish(String section, List<String> figures) throws IOException {
    assertThat(PublishedProof.published(section)).isEqualTo(figures);
  }
}
