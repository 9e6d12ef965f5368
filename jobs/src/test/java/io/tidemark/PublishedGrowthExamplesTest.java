package io.tidemark;

import static io.tidemark.tables.MrrTables.DAILY_MRR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.Audits;
import io.tidemark.audit.TableAudits;
import io.tidemark.testing.LiteralTable;
import org.junit.jupiter.api.Test;

/** The roll-forward of Lago's {@code mrrs.json}, a published example of daily MRR. */
class PublishedGrowthExamplesTest {
  /** Lago's figures in cents: nothing, 25016546 new and 1314800 lost, then 23701746. */
  @Test
  void whatMovedADayIsTheWholeOfItsChange() {
    String rolledForward =
        """
        date       | currency | mrr_minor | new_minor | expansion_minor | churn_minor
        2023-11-01 | EUR      |  23701746 |  25016546 |               0 |    -1314800
        2023-12-01 | EUR      |  23457216 |         0 |               0 |     -244530
        2024-01-01 | EUR      |  24821948 |         0 |         1364732 |           0
        2024-02-01 | EUR      |  25828288 |         0 |         1006340 |           0
        """;
    String aCentOff = rolledForward.replace("24821948", "24821949");

    assertThat(audited(rolledForward))
        .isEqualTo(new Audits.Result("movements_explain_days", 0, null));
    assertThat(audited(aCentOff))
        .isEqualTo(new Audits.Result("movements_explain_days", 2, "2024-01-01 EUR"));
  }

  private static Audits.Result audited(String daily) {
    return TableAudits.movementsExplainDays(LiteralTable.rows(DAILY_MRR, daily));
  }
}
