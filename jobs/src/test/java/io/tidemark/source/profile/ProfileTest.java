package io.tidemark.source.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.errors.UserError;
import io.tidemark.source.csv.PlainReader;
import io.tidemark.testing.Export;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
  private static final String HEADERS =
      """
      invoices:
        invoice_id: Nummer
        customer_id: Kunde
        subscription_id: Vertrag
        currency: Währung
        status: Status
        created_at: Datum
        service_start: Von
        service_end: Bis
        total_minor: [Betrag, Summe]
      customers:
        customer_id: Kunde
      """;
  private static final String FORMAT =
      """
      format:
        separator: ";"
        decimal: comma
        time_zone: Europe/Vienna
        times: [dd.MM.yyyy HH:mm, dd.MM.yyyy]
        statuses: {bezahlt: paid}
      """;

  @TempDir private Path folder;

  @Test
  void aFileOfOneselfIsReadByItsOwnNamesAndFormats() {
    List<Row> rows =
        read(
            "Datum;Nummer;Kunde;Vertrag;Währung;Status;Von;Bis;Summe",
            "31.01.2025 09:07;in_1;cus_a;sub_a;EUR;bezahlt;01.02.2025;01.03.2025;1046,50",
            "30.02.2025 09:07;in_2;cus_a;sub_a;EUR;bezahlt;01.02.2025;01.03.2025;46,50",
            "2025-01-31 9:07;in_3;cus_a;sub_a;EUR;bezahlt;01.02.2025;01.03.2025;46,50",
            "2025-01-31T08:07:00Z;in_4;cus_a;sub_a;EUR;offen;01.02.2025;01.03.2025;46,50",
            "31.03.2024 02:30;in_5;cus_a;sub_a;EUR;paid;01.02.2025;01.03.2025;46,50",
            "27.10.2024 02:30;in_6;cus_a;sub_a;EUR;paid;01.02.2025;01.03.2025;46,50");

    assertThat(PlainReader.values(rows.get(0)))
        .startsWith("in_1 | cus_a | sub_a | EUR | paid | null | 2025-01-31 08:07:00.0")
        .contains("2025-01-31 23:00:00.0 | 2025-02-28 23:00:00.0", "104650");
    assertThat(rows.stream().map(PlainReader::reasons).map(List::toString))
        .containsExactly(
            "[]", "[DATE_FORMAT]", "[]", "[STATUS_UNKNOWN]", "[DATE_FORMAT]", "[DATE_FORMAT]");
  }

  @Test
  void anotherDecimalSignThanSaidRefusesTheFile() {
    assertThatThrownBy(
            () ->
                read(
                    "Datum;Nummer;Kunde;Vertrag;Währung;Status;Von;Bis;Summe",
                    "31.01.2025;in_1;cus_a;;EUR;bezahlt;;;1046.50"))
        .hasMessageContaining("DECIMAL_MIXED")
        .hasMessageContaining("from the source profile (comma)")
        .hasMessageContaining("In the source profile, set format.decimal: point, or remove");
  }

  @Test
  @DisplayName("A service period without an end is a problem, or the date of a one-off charge")
  void readStartsWithoutEnds() {
    String header = "Datum;Nummer;Kunde;Vertrag;Währung;Status;Von;Bis;Summe";
    String fee = "31.01.2025 09:07;in_1;cus_a;sub_a;EUR;bezahlt;01.02.2025;;46,50";
    String ofOneOffs = FORMAT + "  start_without_end: one_off\n" + HEADERS;

    assertThat(PlainReader.reasons(read(header, fee).get(0))).containsExactly("PERIOD_INCOMPLETE");
    Row row = readWith(ofOneOffs, header, fee).get(0);
    assertThat(PlainReader.reasons(row)).isEmpty();
    assertThat(PlainReader.values(row)).doesNotContain("2025-01-31 23:00:00");
    assertThatThrownBy(() -> Profile.parse(ofOneOffs.replace("one_off", "ignore")))
        .hasMessageContaining("format.start_without_end: \"ignore\" must be reject or one_off");
  }

  @ParameterizedTest
  @DisplayName("A time pattern that does not read back what it writes is refused")
  @ValueSource(
      strings = {
        "dd.MM.yyyy hh:mm",
        "dd.MM.yyyy KK:mm",
        "dd.mm.yyyy",
        "dd.MM HH:mm",
        "HH:mm",
        "MM/yyyy",
        ""
      })
  void incompletePatterns(String pattern) {
    String profile = "format:\n  times: [\"" + pattern + "\"]\n" + HEADERS;

    assertThatThrownBy(() -> Profile.parse(profile))
        .hasMessageContaining("format.times: \"" + pattern + "\" must be a pattern such as");
  }

  @ParameterizedTest
  @DisplayName("A time pattern that reads back what it writes is accepted")
  @ValueSource(
      strings = {
        "dd.MM.yyyy hh:mm a",
        "M/d/yy H:mm",
        "yyyy-MM-dd",
        "yyyy-DDD",
        "d MMM yyyy",
        "dd.MM.yyyy HH",
        "yyyy-MM-dd HH:mm:ss z",
        "yyyy-MM-dd'T'HH:mmXXX"
      })
  void completePatterns(String pattern) {
    String profile = "format:\n  times: [\"" + pattern + "\"]\n" + HEADERS;

    assertThat(Profile.parse(profile).format().times()).containsExactly(pattern);
  }

  @Test
  void everyBundledProfileIsValid() {
    for (String name : List.of("stripe", "generic", "recurly")) {
      assertThat(Profile.parse(Profile.text(name)).invoices()).containsKey("total_minor");
    }
  }

  /** Each name a column may have says the same, and the first is preferred. */
  @Test
  void everyAlternativeOfTheStripeProfileIsRead() {
    String row =
        "in_1,cus_a,sub_a,paid,EUR,1.00,,,1.00,2025-01-05 9:07,2025-01-05 9:07,2025-02-05 9:07";
    String values =
        PlainReader.values(
            PlainReader.rows(Export.write(folder, "first.csv", Export.MINIMAL_HEADER, row)).get(0));
    Map<String, String> others =
        Map.of(
            "id,", "Invoice ID,",
            ",Customer,", ",Customer ID,",
            ",Subscription,", ",Subscription ID,",
            ",Date (UTC),", ",Created (UTC),");

    others.forEach(
        (first, other) -> {
          String header = Export.MINIMAL_HEADER.replace(first, other);
          String file = Export.write(folder, "other.csv", header, row);
          assertThat(PlainReader.values(PlainReader.rows(file).get(0))).as(other).isEqualTo(values);
        });
    String both =
        Export.write(
            folder, "both.csv", "Customer ID," + Export.MINIMAL_HEADER, "cus_other," + row);
    assertThat(PlainReader.values(PlainReader.rows(both).get(0))).isEqualTo(values);
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    String wrong =
        FORMAT
            .replace("comma", "dot")
            .replace("Europe/Vienna", "Vienna")
            .replace("dd.MM.yyyy HH", "dd.MM.yyyy bb")
            .replace(": paid", ": settled");
    String headers =
        HEADERS.replace("status:", "state:").replace("  total_minor: [Betrag, Summe]\n", "");

    assertThatThrownBy(() -> Profile.parse(wrong + headers))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("7 settings are invalid")
        .hasMessageContaining("format.decimal: \"dot\" must be comma or point")
        .hasMessageContaining("format.time_zone: \"Vienna\"")
        .hasMessageContaining("format.times: \"dd.MM.yyyy bb")
        .hasMessageContaining("format.statuses: \"settled\"")
        .hasMessageContaining("invoices.state: no such field; did you mean status?")
        .hasMessageContaining("invoices.status: must list at least one header")
        .hasMessageContaining("invoices.total_minor: must list at least one header");
  }

  @Test
  void aKeyTwiceOrUnknownIsRefused() {
    assertThatThrownBy(() -> Profile.parse(HEADERS + "invoices:\n  invoice_id: id\n"))
        .hasMessageContaining("CONFIG_INVALID");
    assertThatThrownBy(() -> Profile.parse(HEADERS + "formats:\n  decimal: comma\n"))
        .hasMessageContaining("CONFIG_INVALID");
  }

  private List<Row> read(String... lines) {
    return readWith(FORMAT + HEADERS, lines);
  }

  private List<Row> readWith(String profile, String... lines) {
    return PlainReader.rows(Export.write(folder, "rechnungen.csv", lines), Profile.parse(profile));
  }
}
