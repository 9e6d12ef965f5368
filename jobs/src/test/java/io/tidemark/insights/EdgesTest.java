package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.Audits;
import io.tidemark.config.Policy;
import io.tidemark.testing.Export;
import io.tidemark.testing.Figures;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is rare and must not mislead: Stay pays 100.00 a month; Both 10.00 a month and 120.00 USD a
 * year, not paid yet; Back comes on Feb 5 for five days and again on Feb 20; Pass has bought a few
 * hours.
 */
class EdgesTest {
  @Test
  void everyAuditPasses(@TempDir Path folder) {
    String invoices =
        Export.write(
            folder,
            "invoices.csv",
            Export.MINIMAL_HEADER,
            "in_1,cus_stay,sub_stay,paid,EUR,100.00,,,100.00,2024-01-01 0:00,2024-01-01 0:00,2024-02-01 0:00",
            "in_2,cus_stay,sub_stay,paid,EUR,100.00,,,100.00,2024-02-01 0:00,2024-02-01 0:00,2024-03-01 0:00",
            "in_3,cus_both,sub_euro,paid,EUR,10.00,,,10.00,2024-01-05 0:00,2024-01-05 0:00,2024-02-05 0:00",
            "in_4,cus_both,sub_euro,paid,EUR,10.00,,,10.00,2024-02-05 0:00,2024-02-05 0:00,2024-03-05 0:00",
            "in_5,cus_both,sub_usd,open,USD,120.00,,,120.00,2024-01-10 0:00,2024-01-10 0:00,2025-01-10 0:00",
            "in_6,cus_back,sub_back,paid,EUR,5.00,,,5.00,2024-02-05 0:00,2024-02-05 0:00,2024-02-10 0:00",
            "in_7,cus_back,sub_back,paid,EUR,5.00,,,5.00,2024-02-20 0:00,2024-02-20 0:00,2024-02-25 0:00",
            "in_8,cus_pass,sub_pass,paid,GBP,10.00,,,10.00,2024-01-10 10:00,2024-01-10 10:00,2024-01-10 20:00",
            "in_9,cus_stay,,paid,EUR,1.00,,,1.00,2024-02-23 12:00,,");
    Figures figures = Figures.ofFiles(List.of(invoices), List.of(), Policy.defaults());

    assertThat(figures.audits()).noneMatch(Audits.Result::isFailure);
  }
}
