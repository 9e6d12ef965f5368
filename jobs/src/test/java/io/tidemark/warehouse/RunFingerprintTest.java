package io.tidemark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.mrr.restate.CommonDays;
import io.tidemark.tables.RestatementCause;
import io.tidemark.util.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be taken over from a run, and why all of it may be another. */
class RunFingerprintTest {
  private static final String EUR = "EUR 1900-01-01 9999-12-31 1 1";
  private static final String USD = "USD 1900-01-01 9999-12-31 9 10";
  private static final RunFingerprint BEFORE = basis(Map.of(), null, "1.0", "2025-03-31", EUR, USD);

  @Test
  void moreOfTheSameIsDecidedAlike() {
    RunFingerprint longer = basis(Map.of(), null, "1.0", "2025-04-30", EUR, "GBP x", USD);
    RunFingerprint ratesElsewhere =
        basis(Map.of("fx.rates", "newer.csv"), null, "1.0", "2025-04-30", EUR, USD);

    assertThat(BEFORE.causeForAll(ratesElsewhere)).isEqualTo(RestatementCause.WINDOW);
    assertThat(BEFORE.causeForAll(longer)).isEqualTo(RestatementCause.WINDOW);
    assertThat(BEFORE.commonDays(longer))
        .isEqualTo(new CommonDays(LocalDate.parse("2024-12-31"), LocalDate.parse("2025-03-31")));
  }

  @Test
  void whatEveryoneSharesMakesAllOfItAnother() {
    String dearer = "USD 1900-01-01 9999-12-31 8 10";
    RunFingerprint policy =
        basis(Map.of("history", "invoiced"), null, "1.1", "2025-03-31", EUR, USD);
    RunFingerprint knownAt =
        basis(Map.of(), Instant.parse("2025-03-01T00:00:00Z"), "1.0", "2025-03-31", EUR, USD);

    assertThat(cause(policy)).isEqualTo(RestatementCause.POLICY);
    assertThat(cause(knownAt)).isEqualTo(RestatementCause.POLICY);
    assertThat(cause(basis(Map.of(), null, "1.1", "2025-03-31", EUR, dearer)))
        .isEqualTo(RestatementCause.CODE);
    assertThat(cause(basis(Map.of(), null, "1.0", "2025-03-31", EUR, dearer)))
        .isEqualTo(RestatementCause.RATES);
    assertThat(cause(basis(Map.of(), null, "1.0", "2025-03-31", EUR)))
        .isEqualTo(RestatementCause.RATES);
  }

  /** Both convert daily; the later run knows the rate of a day that only it shows. */
  @Test
  void aRateOfALaterDayIsNoCauseOnTheDaysThatBothShow() {
    String untilMarch = "USD 1900-01-01 2025-03-20 9 10 null null";
    RunFingerprint before =
        basis(
            Map.of(), null, "1.0", "2025-03-31", untilMarch, "USD 2025-03-20 9999-12-31 8 10 9 10");
    String march = "USD 2025-03-20 2025-04-01 8 10 9 10";
    String april = "USD 2025-04-01 9999-12-31 7 10 8 10";
    String corrected = "USD 2025-03-31 9999-12-31 7 10 8 10";
    RunFingerprint later = basis(Map.of(), null, "1.0", "2025-04-30", untilMarch, march, april);
    RunFingerprint other =
        basis(
            Map.of(),
            null,
            "1.0",
            "2025-04-30",
            untilMarch,
            march.replace("04-01", "03-31"),
            corrected);

    assertThat(before.causeForAll(later)).isEqualTo(RestatementCause.WINDOW);
    assertThat(before.causeForAll(other)).isEqualTo(RestatementCause.RATES);
  }

  @Test
  void settingsThatDecideNoMrrAreNoCause() {
    Map<String, String> elsewhere =
        Map.of("retention.runs", "3", "relational.port", "5433", "forecast.seed", "2");

    assertThat(BEFORE.causeForAll(basis(elsewhere, null, "1.0", "2025-03-31", EUR, USD)))
        .isEqualTo(RestatementCause.WINDOW);
  }

  @Test
  void itSaysTheSameReadBack() throws IOException {
    assertThat(Json.read(Json.write(BEFORE).getBytes(), RunFingerprint.class)).isEqualTo(BEFORE);
  }

  private static RestatementCause cause(RunFingerprint now) {
    return BEFORE.causeForAll(now);
  }

  private static RunFingerprint basis(
      Map<String, String> policy, Instant knownAt, String code, String asOf, String... factors) {
    return new RunFingerprint(
        Policy.of(policy).texts(),
        knownAt,
        code,
        Instant.parse("2025-01-01T08:00:00Z"),
        Instant.parse(asOf + "T12:00:00Z").plusSeconds(86_400),
        LocalDate.parse(asOf),
        List.of(factors));
  }
}
