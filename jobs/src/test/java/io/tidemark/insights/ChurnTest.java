package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.Audits;
import io.tidemark.audit.TableAudits;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;

/** Churn, growth and lifetime value of a {@link Business} a person can follow. */
class ChurnTest {
  @Test
  void everyAuditPasses() {
    assertThat(Business.figures().audits()).noneMatch(Audits.Result::isFailure);
    assertThat(TableAudits.ofInsights(Business.figures().results()))
        .hasSize(6)
        .noneMatch(Audits.Result::isFailure);
  }

  /** A unit more in every table breaks every rule but that of customers, who have no table here. */
  @Test
  void everyAuditFindsWhatIsOff() {
    Results off = new Results();
    for (TableRows table : Business.figures().results().all()) {
      off.add(new TableRows(table.table(), table.rows().stream().map(row -> off(row)).toList()));
    }

    assertThat(TableAudits.ofInsights(off))
        .hasSize(6)
        .filteredOn(result -> !result.isFailure())
        .extracting(Audits.Result::name)
        .containsExactly("movements_explain_customer_months");
  }

  /** MRR and its end are a unit more, and a unit more was kept than there was. */
  private static Row off(Row row) {
    List<String> names = List.of(row.schema().fieldNames());
    Object[] values = new Object[names.size()];
    for (int index = 0; index < values.length; index++) {
      boolean isEnd = List.of("mrr_minor", "end_mrr_minor").contains(names.get(index));
      values[index] = isEnd ? row.getLong(index) + 1 : row.get(index);
    }
    if (names.contains("kept_minor") && names.contains("start_mrr_minor")) {
      values[names.indexOf("kept_minor")] = row.<Long>getAs("start_mrr_minor") + 1;
    }
    return new GenericRowWithSchema(values, row.schema());
  }

  /**
   * Start, new, expansion, contraction, churn, transfer, end; gross churn, GRR, NRR; customers lost
   * of those at the start; cycles due and renewed; warming up. In March Cleo leaves with 30.00, Ben
   * turns from 50.00 to 70.00, and Dora's 40.00 a month become 30.00 a month, billed yearly.
   */
  @Test
  void churn() {
    assertThat(
            Business.texts(
                InsightTables.CHURN_BY_MONTH,
                "month",
                "billing_interval",
                "start_mrr_minor",
                "new_minor",
                "expansion_minor",
                "contraction_minor",
                "churn_minor",
                "transfer_minor",
                "end_mrr_minor",
                "gross_mrr_churn",
                "grr",
                "nrr",
                "churned_customers",
                "start_customers",
                "due_cycles",
                "renewed_cycles",
                "is_warming_up"))
        .containsExactly(
            "2023-12-01 all 0 0 0 0 0 0 10000 null null null 0 0 0 0 true",
            "2023-12-01 month 0 0 0 0 0 0 10000 null null null 0 0 0 0 true",
            "2024-01-01 all 10000 8000 0 0 0 0 18000 null null null 0 1 0 0 true",
            "2024-01-01 month 10000 8000 0 0 0 0 18000 null null null 0 1 0 0 true",
            "2024-02-01 all 18000 4000 0 0 0 0 22000 0.0000 1.0000 1.0000 0 3 3 3 true",
            "2024-02-01 month 18000 4000 0 0 0 0 22000 0.0000 1.0000 1.0000 0 3 3 3 false",
            "2024-03-01 all 22000 0 2000 -1000 -3000 0 20000 0.1818 0.8182 0.9091 1 4 4 3 true",
            "2024-03-01 month 22000 0 2000 -1000 -3000 -3000 17000 0.1818 0.8182 0.9091 1 4 4 3"
                + " false",
            "2024-03-01 year 0 0 0 0 0 3000 3000 null null null 0 0 0 0 true",
            "2024-04-01 all 20000 2000 0 0 0 0 22000 0.0000 1.0000 1.0000 0 3 2 2 true",
            "2024-04-01 month 17000 2000 0 0 0 0 19000 0.0000 1.0000 1.0000 0 2 2 2 false",
            "2024-04-01 year 3000 0 0 0 0 0 3000 null null null 0 1 0 0 true",
            "2024-05-01 all 22000 0 0 -2000 0 0 20000 0.0909 0.9091 0.9091 0 4 3 3 true",
            "2024-05-01 month 19000 0 0 -2000 0 0 17000 0.1053 0.8947 0.8947 0 3 3 3 false",
            "2024-05-01 year 3000 0 0 0 0 0 3000 null null null 0 1 0 0 true");
  }

  /** All of it is in euros, so converted it is the same, but for the intervals. */
  @Test
  void convertedChurn() {
    String[] columns = {
      "month", "billing_interval", "start_mrr_minor", "lost_minor", "grr", "nrr", "renewed_cycles"
    };

    assertThat(Business.convertedTexts(InsightTables.CHURN_BY_MONTH, columns))
        .hasSize(6)
        .containsExactlyElementsOf(
            Business.texts(InsightTables.CHURN_BY_MONTH, columns).stream()
                .filter(text -> text.contains(" all "))
                .toList());
  }

  /** In March one of four leaves: 66.67 on average for four months are 266.68. */
  @Test
  void growthAndLifetimeValue() {
    assertThat(
            Business.texts(
                MrrTables.MONTHLY_GROWTH,
                "month",
                "start_mrr_minor",
                "end_mrr_minor",
                "customers",
                "arpa_minor",
                "ltv_minor",
                "ltv_capped_minor"))
        .containsExactly(
            "2023-12-01 0 10000 1 10000 null null",
            "2024-01-01 10000 18000 3 6000 null null",
            "2024-02-01 18000 22000 4 5500 null 330000",
            "2024-03-01 22000 20000 3 6667 26668 26668",
            "2024-04-01 20000 22000 4 5500 null 330000",
            "2024-05-01 22000 20000 4 5000 null 300000");
  }
}
