package io.tidemark.mrr;

import static io.tidemark.mrr.AccountsTest.MARCH;
import static io.tidemark.mrr.LiteralAccounts.factor;
import static io.tidemark.mrr.LiteralAccounts.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A dollar is 0.50 euros through Mar 9, 0.40 from Mar 10 to 19, and 0.80 from Mar 20 on. */
class AccountRatesTest {
  private static final ExchangeFactor EURO = factor("EUR 1900-01-01 9999-12-31 1 1");

  private static final Accounts CONSTANT = AccountsTest.ACCOUNTS;

  private static final Accounts DAILY =
      Accounts.of(
          "EUR",
          List.of(
              factor("USD 1900-01-01 2025-03-10 1 2"),
              factor("USD 2025-03-10 2025-03-20 2 5 1 2"),
              factor("USD 2025-03-20 9999-12-31 4 5 2 5"),
              EURO),
          MARCH);

  private static final String LAYERS =
      """
      both   sub EUR 2025-03-01 2025-05-01 month 10.00
      both   sub USD 2025-03-05 2025-03-12 month 20.01
      grows  sub USD 2025-03-01 2025-03-10 month  1.00
      grows  sub USD 2025-03-10 2025-05-01 month  1.50
      hidden sub USD 2025-03-01 2025-03-10 month  4.00
      hidden sub USD 2025-03-10 2025-05-01 month  5.00
      leaves sub USD 2025-03-02 2025-03-20 month  1.00
      """;

  @Test
  @DisplayName("At constant rates a customer has one amount in all currencies")
  void constantRates() {
    assertThat(intervals(CONSTANT, "EUR true"))
        .containsExactly(
            "both 2025-03-01 2025-03-05 1000",
            "both 2025-03-05 2025-03-12 2001",
            "both 2025-03-12 2025-05-01 1000",
            "grows 2025-03-01 2025-03-10 50",
            "grows 2025-03-10 2025-05-01 75",
            "hidden 2025-03-01 2025-03-10 200",
            "hidden 2025-03-10 2025-05-01 250",
            "leaves 2025-03-02 2025-03-20 50");
  }

  @Test
  @DisplayName("At daily rates MRR moves with the rate")
  void dailyRates() {
    assertThat(intervals(DAILY, "EUR true"))
        .containsExactly(
            "both 2025-03-01 2025-03-05 1000",
            "both 2025-03-05 2025-03-10 2001",
            "both 2025-03-10 2025-03-12 1800",
            "both 2025-03-12 2025-05-01 1000",
            "grows 2025-03-01 2025-03-10 50",
            "grows 2025-03-10 2025-03-20 60",
            "grows 2025-03-20 2025-05-01 120",
            "hidden 2025-03-01 2025-03-20 200",
            "hidden 2025-03-20 2025-05-01 400",
            "leaves 2025-03-02 2025-03-10 50",
            "leaves 2025-03-10 2025-03-20 40");
  }

  @Test
  @DisplayName("A revaluation is a separate movement, also on the day on which a customer leaves")
  void revaluations() {
    assertThat(movements(DAILY, "EUR true"))
        .containsExactly(
            "both 2025-03-01 new 0 -> 1000",
            "both 2025-03-05 expansion 1000 -> 2001",
            "both 2025-03-10 fx 2001 -> 1800",
            "both 2025-03-12 contraction 1800 -> 1000",
            "grows 2025-03-01 new 0 -> 50",
            "grows 2025-03-10 fx 50 -> 40",
            "grows 2025-03-10 expansion 40 -> 60",
            "grows 2025-03-20 fx 60 -> 120",
            "hidden 2025-03-01 new 0 -> 200",
            "hidden 2025-03-10 fx 200 -> 160",
            "hidden 2025-03-10 expansion 160 -> 200",
            "hidden 2025-03-20 fx 200 -> 400",
            "leaves 2025-03-02 new 0 -> 50",
            "leaves 2025-03-10 fx 50 -> 40",
            "leaves 2025-03-20 fx 40 -> 80",
            "leaves 2025-03-20 churn 80 -> 0");
  }

  @Test
  @DisplayName("Constant rates revalue nothing, nor do daily ones in the native currency")
  void withoutRevaluation() {
    assertThat(movements(CONSTANT, "EUR true")).isNotEmpty().noneMatch(text -> text.contains("fx"));
    assertThat(movements(DAILY, "USD false"))
        .containsExactly(
            "both 2025-03-05 new 0 -> 2001",
            "both 2025-03-12 churn 2001 -> 0",
            "grows 2025-03-01 new 0 -> 100",
            "grows 2025-03-10 expansion 100 -> 150",
            "hidden 2025-03-01 new 0 -> 400",
            "hidden 2025-03-10 expansion 400 -> 500",
            "leaves 2025-03-02 new 0 -> 100",
            "leaves 2025-03-20 churn 100 -> 0");
  }

  /** From Mar 1 on, the day after the opening day, a dollar is 0.40 euros. */
  @Test
  @DisplayName("A rate that changes by the opening day revalues nothing; one of the next day does")
  void revaluationsBeginAfterTheOpeningDay() {
    List<MrrLayer> layers = LiteralLayers.of("sub USD 2025-01-01 2025-05-01 month 1.00");

    assertThat(changing("2025-02-28").of(layers, false).get(0).movements())
        .extracting(LiteralAccounts::text)
        .containsExactly("2025-02-28 opening 0 -> 40");
    assertThat(changing("2025-03-01").of(layers, false).get(0).movements())
        .extracting(LiteralAccounts::text)
        .containsExactly("2025-02-28 opening 0 -> 50", "2025-03-01 fx 50 -> 40");
  }

  private static Accounts changing(String day) {
    List<ExchangeFactor> factors =
        List.of(
            factor("USD 1900-01-01 " + day + " 1 2"), factor("USD " + day + " 9999-12-31 2 5 1 2"));
    return Accounts.of("EUR", factors, MARCH);
  }

  /** Returns the intervals of a key by customer. */
  private static List<String> intervals(Accounts accounts, String key) {
    List<String> texts = new ArrayList<>();
    ofCustomers(accounts, key)
        .forEach(
            (customer, account) ->
                account.intervals().forEach(each -> texts.add(customer + " " + text(each))));
    return texts;
  }

  /** Returns the movements of a key by customer. */
  private static List<String> movements(Accounts accounts, String key) {
    List<String> texts = new ArrayList<>();
    ofCustomers(accounts, key)
        .forEach(
            (customer, account) ->
                account.movements().forEach(each -> texts.add(customer + " " + text(each))));
    return texts;
  }

  private static Map<String, Account> ofCustomers(Accounts accounts, String key) {
    Map<String, Account> found = new TreeMap<>();
    LiteralLayers.byCustomer(LAYERS)
        .forEach(
            (customer, layers) -> {
              for (Account account : accounts.of(layers, false)) {
                if (key.equals(account.key().currency() + " " + account.isConverted())) {
                  found.put(customer, account);
                }
              }
            });
    return found;
  }
}
