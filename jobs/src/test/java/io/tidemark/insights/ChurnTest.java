package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.Audits;
import io.tidemark.audit.TableAudits;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;

/** Audits of the insights of a {@link Business} a person can follow. */
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
      boolean isEnd =
          List.of("mrr_minor", "end_mrr_minor").contains(names.get(index)) && !row.isNullAt(index);
      values[index] = isEnd ? row.getLong(index) + 1 : row.get(index);
    }
    if (names.contains("kept_minor") && names.contains("start_mrr_minor")) {
      values[names.indexOf("kept_minor")] = row.<Long>getAs("start_mrr_minor") + 1;
    }
    return new GenericRowWithSchema(values, row.schema());
  }
}
