package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The sample is for who has nothing yet: it is never mixed into a business. */
class InputOptionsTest {
  @Test
  void anEmptyWarehouseTakesTheSampleWhereNothingIsNamed() {
    InputOptions none = given();

    assertThat(none.first().invoices()).singleElement().asString().endsWith("invoices.csv");
    assertThat(none.first().customers()).singleElement().asString().endsWith("customers.csv");
    assertThat(none.sample()).contains(none.first());
    assertThat(given("--invoices", "ours.csv").sample()).isEmpty();
    assertThat(given("--customers", "ours.csv").sample()).isEmpty();
  }

  @Test
  void oneThatHoldsFilesTakesWhatIsNamedAndNothingElse() {
    assertThat(given().further().invoices()).isEmpty();
    assertThat(given().further().customers()).isEmpty();
    InputOptions corrections = given("--adjustments", "ours.csv");
    assertThat(corrections.further().adjustments()).containsExactly("ours.csv");
    assertThat(corrections.further().invoices()).isEmpty();
    assertThat(given("--customers", "c.csv").further().customers()).containsExactly("c.csv");
  }

  private static InputOptions given(String... words) {
    return CommandLine.populateCommand(new InputOptions(), words);
  }
}
