package io.tidemark.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.source.csv.ColumnStyle;
import io.tidemark.source.csv.ValueParser;
import io.tidemark.source.profile.Field;
import io.tidemark.source.profile.FieldType;
import io.tidemark.source.profile.Profile;
import io.tidemark.source.profile.ValueFormat;
import io.tidemark.tables.RejectReason;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is proposed to read values that were rejected. */
class RemediesTest {
  private static final String IN_COPY =
      "In a copy of conf/sources/stripe.yaml (pass it with --source), add under \"format:\" ";
  private static final String GENERIC = Profile.text("generic");

  @ParameterizedTest(name = "{0} -> {1}")
  @DisplayName("The pattern of dates is inferred from the values")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3/5/24 8:00; 12/31/24 23:59         | M/d/yy H:mm
          31/1/2024; 5/3/2024                 | d/M/yyyy
          05.03.2024 08:00; 06.04.2024 09:30  | dd.MM.yyyy HH:mm
          1.2.24; 28.2.24; 31.2.24            | d.M.yy
          02.28.2024                          | MM.dd.yyyy
          2024/03/05 08:00:00                 | yyyy/MM/dd HH:mm:ss
          2024-03-05 08:00:00 UTC             | yyyy-MM-dd HH:mm:ss 'UTC'
          2024-03-05T08:00:00.123             | yyyy-MM-dd'T'HH:mm:ss.SSS
          2024-03-05                          | yyyy-MM-dd
          12/31/2024 1:05 PM; 1/2/2024 3:00 AM | M/d/yyyy h:mm a
          31-12-2024, 8:00; 01-12-2024, 18:00 | dd-MM-yyyy, H:mm
          """)
  void certainDates(String values, String pattern) {
    List<String> rejected = List.of(values.split("; "));

    assertThat(remedy("stripe", RejectReason.DATE_FORMAT, rejected))
        .isEqualTo(IN_COPY + "times: [\"" + pattern + "\", \"yyyy-MM-dd H:mm[:ss]\"].");
    assertThat(isRead(rejected.get(0), pattern)).isTrue();
  }

  @Test
  @DisplayName("Both patterns are proposed where no value tells day from month")
  void ambiguousDates() {
    assertThat(remedy("stripe", RejectReason.DATE_FORMAT, List.of("3/5/24 8:00", "4/5/24 18:00")))
        .isEqualTo(
            IN_COPY
                + "times: [\"M/d/yy H:mm\", \"yyyy-MM-dd H:mm[:ss]\"] if the month comes first,"
                + " times: [\"d/M/yy H:mm\", \"yyyy-MM-dd H:mm[:ss]\"] if the day comes first.");
  }

  @Test
  @DisplayName("Each form of dates has its pattern, beside those of the profile")
  void severalForms() {
    Profile profile = Profile.parse(GENERIC.replace("# times: [", "times: ["));

    assertThat(
            new Remedies("my.yaml", profile)
                .of(RejectReason.DATE_FORMAT, () -> List.of("1/31/2024", "1/2/2024 8:00", "soon")))
        .contains(
            "In my.yaml, add under \"format:\" times: [\"M/d/yyyy\", \"M/d/yyyy H:mm\","
                + " \"dd.MM.yyyy HH:mm\", \"dd.MM.yyyy\"].");
  }

  @Test
  @DisplayName("Nothing is proposed for dates that no pattern reads")
  void hopelessDates() {
    for (List<String> values :
        List.of(
            List.of("yesterday"),
            List.of("31/12/2024", "12/31/2024"),
            List.of("31/12/2024", "12/31/2024 8:00"),
            List.of("31.02.2024"),
            List.of("5 March 2024"),
            List.of("5/3/124"))) {
      assertThat(remedy("stripe", RejectReason.DATE_FORMAT, values)).as("%s", values).isNull();
    }
  }

  @Test
  @DisplayName("A time in UTC is not proposed to be read in another zone")
  void zoneOfTheProfile() {
    Profile profile = Profile.parse(GENERIC.replace("time_zone: UTC", "time_zone: Europe/Vienna"));

    assertThat(
            new Remedies("my.yaml", profile)
                .of(RejectReason.DATE_FORMAT, () -> List.of("2024-03-05 08:00:00 UTC")))
        .isEmpty();
  }

  @Test
  @DisplayName("Unknown statuses are a line of the profile, with what resembles a status")
  void statuses() {
    assertThat(remedy("stripe", RejectReason.STATUS_UNKNOWN, List.of("PAID", "Open ")))
        .isEqualTo(IN_COPY + "statuses: {\"Open \": open, PAID: paid}.");
    assertThat(remedy("stripe", RejectReason.STATUS_UNKNOWN, List.of("unpaid", "a\u001bb")))
        .isEqualTo(
            IN_COPY
                + "statuses: {\"a\\u001bb\": ..., unpaid: ...}. Replace each \"...\" with draft,"
                + " open, paid, void or uncollectible.");
  }

  @Test
  @DisplayName("Amounts are to be exported without what is no part of a number")
  void amounts() {
    assertThat(remedy("stripe", RejectReason.AMOUNT_FORMAT, List.of("€12", "1.000,50", "(5.00)")))
        .isEqualTo(
            "Export amounts without currency symbols and letters. Export amounts without thousands"
                + " separators. Export negative amounts with a leading minus.");
    assertThat(remedy("stripe", RejectReason.AMOUNT_SCALE, List.of("12,000")))
        .isEqualTo("Export amounts without thousands separators.");
    assertThat(remedy("stripe", RejectReason.AMOUNT_FORMAT, List.of("1.00,00")))
        .isEqualTo("Export amounts without thousands separators.");
    assertThat(remedy("stripe", RejectReason.AMOUNT_SCALE, List.of("1.2345"))).isNull();
    assertThat(remedy("stripe", RejectReason.ROW_SPLIT, List.of("1/31/2024"))).isNull();
    assertThat(remedy("stripe", RejectReason.DATE_FORMAT, List.of())).isNull();
  }

  private static String remedy(String source, RejectReason reason, List<String> values) {
    return new Remedies(source, Profile.parse(Profile.text(source)))
        .of(reason, () -> values)
        .orElse(null);
  }

  private static boolean isRead(String value, String pattern) {
    ValueFormat format = new ValueFormat(null, null, null, List.of(pattern), null, null, null);
    Field field = new Field("created_at", FieldType.TIMESTAMP, true, true, false);
    return new ValueParser(format, LocalDate.of(2025, 3, 1))
            .of(field, value, 2, ColumnStyle.UNKNOWN)
            .reason()
        == null;
  }
}
