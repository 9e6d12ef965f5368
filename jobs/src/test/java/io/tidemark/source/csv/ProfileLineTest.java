package io.tidemark.source.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.tables.QualityCheck;
import io.tidemark.testing.Export;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which profile lines are proposed for columns that are not read. */
class ProfileLineTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("A column named almost like an absent one is found, with the line that maps it")
  void resemblingColumns() {
    assertThat(resembling(Export.MINIMAL_HEADER.replace(",Tax,", ",Taxx,") + ",Amounts Paid"))
        .containsExactly(
            "tax_minor: [Tax, Taxx]", "amount_paid_minor: [Amount Paid, Amounts Paid]");
    assertThat(resembling(Export.MINIMAL_HEADER + ",Marked Uncolectible At (UTC)"))
        .containsExactly(
            "uncollectible_at: [Marked Uncollectible At (UTC), Marked Uncolectible At (UTC)]");
  }

  @Test
  @DisplayName("A column is not found if the one it resembles is read, or if it is another name")
  void otherColumns() {
    assertThat(resembling(Export.MINIMAL_HEADER + ",Taxes,Taxx,Totals")).isEmpty();
    assertThat(
            resembling(
                Export.MINIMAL_HEADER
                    + ",Number,Amount Refunded,Amount Remaining,Billing Reason,Description,Charge,"
                    + "Paid,Auto Advance,Coupon,Customer Email,Next Payment Attempt (UTC)"))
        .isEmpty();
  }

  @Test
  @DisplayName("A name that YAML would read otherwise is quoted")
  void quotedNames() {
    assertThat(resembling(Export.MINIMAL_HEADER.replace(",Tax,", ",Tax:,")))
        .containsExactly("tax_minor: [Tax, \"Tax:\"]");
  }

  @Test
  @DisplayName("A refusal for a missing column names the line that maps the nearest one")
  void missingColumns() {
    assertThatThrownBy(
            () ->
                resembling(
                    Export.MINIMAL_HEADER
                        .replace(",Total,", ",Totl,")
                        .replace("Subscription", "Subscripton")))
        .hasMessageContaining(
            "Missing columns: Subscription (did you mean Subscripton?), Total (did you mean Totl?).")
        .hasMessageContaining(
            "Export the invoices with this column, or use --source with a profile that maps it:"
                + " subscription_id: [Subscription, Subscription ID, Subscripton],"
                + " total_minor: [Total, Totl]");
  }

  private List<String> resembling(String header) {
    String row = "x" + ",".repeat((int) header.chars().filter(sign -> sign == ',').count());
    String file = Export.write(folder, "a.csv", header, row);
    return PlainReader.scan(List.of(file), Long.MAX_VALUE).get(0).notes().stream()
        .filter(note -> note.check() == QualityCheck.COLUMN_RESEMBLES)
        .map(FileFinding::example)
        .toList();
  }
}
