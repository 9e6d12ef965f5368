package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.MrrAnswer.Reason;
import io.tidemark.relational.Books;
import io.tidemark.warehouse.ExportedRun;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MrrLookupTest {
  @Test
  void aPeriodBelongsToItsFirstDayAndNotToItsLast() {
    Map<String, String> expected =
        Map.ofEntries(
            Map.entry("cus_monthly 2023-11-30", "none"),
            Map.entry("cus_monthly 2023-12-01", "100.00 EUR by l_0"),
            Map.entry("cus_monthly 2023-12-31", "100.00 EUR by l_0"),
            Map.entry("cus_monthly 2024-01-01", "100.00 EUR by l_1"),
            Map.entry("cus_monthly 2024-01-31", "100.00 EUR by l_1"),
            Map.entry("cus_monthly 2024-02-01", "100.00 EUR by l_2"),
            Map.entry("cus_monthly 2024-02-29", "100.00 EUR by l_2"),
            Map.entry("cus_monthly 2024-03-01", "none"),
            Map.entry("cus_yen 2024-01-31", "none"),
            Map.entry("cus_yen 2024-02-01", "5,000 JPY + 31.98 EUR converted by l_7"),
            Map.entry("cus_yearly 2024-04-01", "100.00 EUR by l_8"),
            Map.entry("cus_yearly 2024-04-02", "100.00 EUR by l_8, contracted"),
            Map.entry("cus_yearly 2025-02-14", "100.00 EUR by l_8, contracted"),
            Map.entry("cus_yearly 2025-02-15", "none, contracted"));
    Map<String, String> answers = new TreeMap<>();
    expected.keySet().forEach(question -> answers.put(question, brief(answer(question))));

    assertThat(answers).containsExactlyInAnyOrderEntriesOf(expected);
  }

  @Test
  void whereThereIsNoMrrItSaysWhy() {
    assertThat(reasons("cus_oneoff 2024-03-20"))
        .containsExactly(
            "no invoice of this customer is recurring",
            "invoice in_6 of 2024-01-20 over 31,250.00 EUR is excluded (ONE_OFF): it has no"
                + " subscription and is not recurring");
    assertThat(reasons("cus_monthly 2024-03-01"))
        .containsExactly(
            "last recurring period ended on 2024-03-01 at 100.00 EUR per month",
            "invoice in_3 of 2024-03-01 over 100.00 EUR is excluded (STATUS_VOID): it is void");
    assertThat(reasons("cus_monthly 2024-05-03"))
        .containsExactly("last recurring period ended on 2024-03-01 at 100.00 EUR per month");
    assertThat(reasons("cus_gap 2024-02-01"))
        .containsExactly(
            "last recurring period ended on 2024-01-12 at 43.33 EUR per month; the next one starts"
                + " on 2024-03-05 at 19.99 EUR per month");
    assertThat(reasons("cus_gap 2023-12-31"))
        .containsExactly(
            "the data starts on 2024-01-01; earlier invoices are not in it",
            "first MRR starts on 2024-01-05 at 43.33 EUR per month");
    assertThat(reasons("cus_silent 2024-02-20"))
        .containsExactly("no invoice of this customer is recurring");
    assertThat(reasons("cus_yearly 2024-03-01")).isEmpty();
  }

  @Test
  void anUnknownCustomerHasNoAnswer() {
    assertThat(ask("cus_'||1;-- 2024-01-01")).isEmpty();
    assertThat(ask("CUS_MONTHLY 2024-01-01")).isEmpty();
  }

  private static List<String> reasons(String question) {
    return answer(question).reasons().stream().map(Reason::text).toList();
  }

  private static MrrAnswer answer(String question) {
    return ask(question).orElseThrow();
  }

  private static Optional<MrrAnswer> ask(String question) {
    String[] words = question.split(" ");
    return new MrrLookup(ExportedRun.open(Books.warehouse()))
        .of(words[0], LocalDate.parse(words[1]));
  }

  private static String brief(MrrAnswer answer) {
    List<String> amounts =
        answer.amounts().stream()
            .map(
                amount -> MrrAnswerText.amount(amount) + (amount.isConverted() ? " converted" : ""))
            .toList();
    List<String> layers = answer.layers().stream().map(MrrAnswer.ActiveLayer::layerId).toList();
    return (amounts.isEmpty()
            ? "none"
            : String.join(" + ", amounts) + " by " + String.join(" + ", layers))
        + (answer.isContracted() ? ", contracted" : "");
  }
}
