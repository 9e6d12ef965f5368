package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
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
  private static final long SEED = 7;
  private static final String SUMMARY =
      "| lives | customer-days | exact to the cent | high confidence | exact of these |";

  @Test
  void findsTheTrueMrrToTheCent() throws IOException {
    Proof contract = PublishedProof.changesOnly(SEED, SUBSCRIPTIONS);
    Proof everything = PublishedProof.defaults(SEED, SUBSCRIPTIONS);

    assertThat(contract.all().exactShare()).isGreaterThanOrEqualTo(0.994);
    assertThat(contract.confident().exactShare()).isGreaterThanOrEqualTo(0.9999);
    assertThat(everything.all().exactShare()).isGreaterThanOrEqualTo(0.991);
    assertThat(everything.confident().exactShare()).isGreaterThanOrEqualTo(0.9999);
    List<String> figures = new ArrayList<>(List.of("", SUMMARY, "|---|---:|---:|---:|---:|"));
    figures.add(contract.summary("the changes of the contract"));
    figures.add(everything.summary("all that happens"));
    figures.addAll(List.of("", "The changes of the contract:", ""));
    figures.addAll(contract.reasons());
    figures.addAll(List.of("", "All that happens:", ""));
    figures.addAll(everything.reasons());
    figures.add("");
    publish("LongProofTest, lives", figures);
  }

  @Test
  void findsTheTrueMrrOfAWindowFromItsWarmUpEndOn() throws IOException {
    List<String> figures = new ArrayList<>(List.of(""));
    figures.add(
        "| interval | window | most a day is off after | average day before | reading only what is"
            + " invoiced, average day before | its first day |");
    figures.add("|---|---|---:|---:|---:|---:|");
    for (String line : WindowTruthTest.BOUNDS.lines().toList()) {
      String[] bounds = line.split(" +");
      boolean changing = bounds[2].equals("changing");
      WindowProof proof =
          WindowProof.of(bounds[0], Period.parse(bounds[1]), changing, SUBSCRIPTIONS);
      figures.add(PublishedProof.windowRow(bounds, proof));
      assertThat(proof.mostAfter()).as(line).isLessThan(Double.parseDouble(bounds[3]));
      assertThat(proof.averageBefore()).as(line).isLessThan(Double.parseDouble(bounds[4]));
    }
    figures.add("");
    publish("LongProofTest, windows", figures);
  }

  private static void publish(String section, List<String> figures) throws IOException {
    PublishedProof.write(section, figures);
    assertThat(PublishedProof.published(section)).isEqualTo(figures);
  }
}
