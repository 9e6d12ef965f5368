package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.Audits;
import io.tidemark.audit.TableAudits;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Figures under other choices of the policy. */
class ComparisonTest {
  @Test
  void theHeadlineIsThePublishedMrr() {
    LocalDate asOf = Business.figures().window().asOf();

    assertThat(TableAudits.headlineIsMrr(Business.figures().results(), asOf))
        .isEqualTo(new Audits.Result("headline_is_mrr", 0, null));
  }
}
