package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.config.Policy;
import io.tidemark.mrr.engine.Layer;
import io.tidemark.relational.Store;
import io.tidemark.simulate.WorldOptions;
import io.tidemark.source.SourceData;
import io.tidemark.tables.Currencies;
import io.tidemark.testing.Calculator;
import io.tidemark.testing.TestRecords;
import io.tidemark.testing.TestSources;
import io.tidemark.util.Json;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRows;
import io.tidemark.warehouse.ExportedRun;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** Works out every number that is explained, of simulated lives seen through a window. */
class ExplanationArithmeticTest {
  private static final WorldOptions LIVES =
      WorldOptions.of(
              5, 120, Instant.parse("2022-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z"))
          .withWindow(Instant.parse("2023-03-01T00:00:00Z"), Instant.parse("2024-06-20T00:00:00Z"));

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Map<String, BigDecimal> publishedPrices = new HashMap<>();
  private final Set<String> explainedLayers = new HashSet<>();
  private final Set<String> explainedKinds = new HashSet<>();

  @Test
  void everyPriceFollowsFromTheNumbersShown() throws IOException {
    checkAll(simulated());
    int simulatedLayers = explainedLayers.size();
    checkAll(WorkedCases.warehouse());

    assertThat(simulatedLayers).isGreaterThan(500);
    assertThat(explainedLayers).isEqualTo(publishedPrices.keySet());
    assertThat(explainedKinds)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Layer.Kind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList());
  }

  private void checkAll(Path warehouse) throws IOException {
    Optional<LocalDate> date = Optional.of(LocalDate.parse("2024-02-29"));
    ExportReader run = ExportedRun.open(warehouse);
    try (ExportRows layers = run.all("mrr_layers", List.of("layer_id", "mrr"))) {
      layers.forEachRemaining(row -> publishedPrices.put(row.text("layer_id"), row.decimal("mrr")));
    }
    List<String> customers = new ArrayList<>();
    try (ExportRows rows = run.all("customers", List.of("customer_id"))) {
      rows.forEachRemaining(row -> customers.add(row.text("customer_id")));
    }
    for (String customer : customers) {
      check(JSON.readTree(Json.write(new Explain(run, date).of(customer).orElseThrow())));
    }
  }

  private void check(JsonNode explanation) {
    assertThat(explanation.get("differences")).isEmpty();
    Set<BigDecimal> amounts = amountsIn(explanation);
    Map<String, BigDecimal> active = new HashMap<>();
    for (JsonNode layer : explanation.get("layers")) {
      String id = layer.get("layer_id").textValue();
      Map<String, BigFraction> numbers = workOut(layer, amounts);
      assertThat(numbers.get("mrr"))
          .as("price of %s of %s", layer.get("kind"), explanation.get("customer_id"))
          .isEqualTo(Calculator.exactly(publishedPrices.get(id)));
      explainedLayers.add(id);
      explainedKinds.add(layer.get("kind").textValue());
      if (layer.get("is_active").booleanValue()) {
        active.merge(
            layer.get("currency").textValue(), layer.get("mrr").decimalValue(), BigDecimal::add);
      }
    }
    explanation.get("without_layer").forEach(idle -> workOut(idle, amounts));
    Map<String, BigDecimal> sums = new HashMap<>();
    explanation
        .get("sums")
        .forEach(sum -> sums.put(sum.get("currency").textValue(), sum.get("sum").decimalValue()));
    assertThat(sums).isEqualTo(active);
  }

  /** What an amount may be taken from: invoices and prices that are shown. */
  private static Set<BigDecimal> amountsIn(JsonNode explanation) {
    Set<BigDecimal> amounts = new HashSet<>(List.of(BigDecimal.ZERO));
    for (JsonNode amount : explanation.findValues("amount")) {
      amounts.add(amount.decimalValue().stripTrailingZeros());
    }
    for (JsonNode steps : explanation.findValues("steps")) {
      JsonNode last = steps.get(steps.size() - 1);
      amounts.add(last.get("value").decimalValue().stripTrailingZeros());
    }
    return amounts;
  }

  /** The exact value of every symbol, from formulas and given numbers alone. */
  private static Map<String, BigFraction> workOut(JsonNode explained, Set<BigDecimal> amounts) {
    JsonNode invoice = explained.get("invoice");
    String currency = invoice.get("currency").textValue();
    Map<String, BigFraction> numbers = new HashMap<>();
    for (JsonNode step : explained.get("steps")) {
      String symbol = step.get("symbol").textValue();
      BigDecimal shown = step.get("value").decimalValue();
      if (step.get("formula").isNull()) {
        assertThat(step.get("is_exact").booleanValue()).as(symbol).isTrue();
        if (step.get("unit").textValue().equals(currency)) {
          assertThat(amounts).as(symbol).contains(shown.stripTrailingZeros());
        }
        numbers.put(symbol, Calculator.exactly(shown));
      } else {
        String formula = step.get("formula").textValue();
        int decimals = Currencies.decimals(currency);
        numbers.put(symbol, Calculator.valueOf(formula, numbers, decimals));
      }
      BigFraction cutOff = numbers.get(symbol).subtract(Calculator.exactly(shown)).abs();
      boolean isExact = step.get("is_exact").booleanValue();
      BigFraction lastDigit = BigFraction.of(BigInteger.ONE, BigInteger.TEN.pow(shown.scale()));
      assertThat(cutOff).as(step.toString()).isLessThan(lastDigit);
      assertThat(cutOff.equals(BigFraction.ZERO)).as(step.toString()).isEqualTo(isExact);
    }
    if (numbers.containsKey("net")) {
      BigFraction amount = Calculator.exactly(invoice.get("amount").decimalValue());
      assertThat(numbers.get("net")).isEqualTo(amount);
    }
    return numbers;
  }

  private static Path simulated() throws IOException {
    Path folder = Store.newFolder();
    LIVES.export(folder);
    SourceData source =
        TestSources.read(
            List.of(folder.resolve("invoices.csv").toString()),
            List.of(folder.resolve("customers.csv").toString()),
            TestSources.stripe(),
            LocalDate.of(2025, 1, 1));
    return StoredRun.of(TestRecords.of(source), Policy.defaults());
  }
}
