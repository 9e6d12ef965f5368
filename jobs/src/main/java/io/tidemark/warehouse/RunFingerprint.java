package io.tidemark.warehouse;

import io.tidemark.config.FxSettings;
import io.tidemark.config.Settings;
import io.tidemark.mrr.restate.CommonDays;
import io.tidemark.tables.RestatementCause;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything besides the files that determines the figures of a run. It is kept in the run's
 * folder; a later run uses it to decide which rows it can take over.
 *
 * @param policy every setting with its value
 * @param knownAt records written after this time were ignored; null if none were
 * @param code the version that computed the run
 * @param dataFrom creation of the first invoice
 * @param dataThrough creation of the last invoice
 * @param factors the conversion factors of each currency, one line per period of days; the currency
 *     comes first
 */
public record RunFingerprint(
    Map<String, String> policy,
    Instant knownAt,
    String code,
    Instant dataFrom,
    Instant dataThrough,
    LocalDate asOf,
    List<String> factors) {
  /** The file name of the fingerprint in the folder of a run. */
  public static final String FILE = "basis.json";

  /** Settings that determine where figures are kept or how they are interpreted, but not MRR. */
  private static final List<String> WITHOUT_MRR =
      List.of("retention.", "relational.", "significance.", "forecast.");

  public RunFingerprint {
    policy = new TreeMap<>(policy);
    factors = List.copyOf(factors);
  }

  /** Returns the time zone of business dates. */
  public ZoneId zone() {
    return ZoneId.of(policy.get(Settings.BUSINESS_TIME_ZONE.key()));
  }

  /** Returns the first day shown: the day before the first invoice. */
  private LocalDate openingDay() {
    return LocalDate.ofInstant(dataFrom, zone()).minusDays(1);
  }

  /** Returns the days that both runs show. */
  public CommonDays commonDays(RunFingerprint other) {
    return CommonDays.of(openingDay(), asOf, other.openingDay(), other.asOf);
  }

  /**
   * Returns why another run may show other MRR for a customer without changed records, on the days
   * that both runs show.
   */
  public RestatementCause causeForAll(RunFingerprint other) {
    boolean isPolicy =
        !decidingMrr().equals(other.decidingMrr()) || !Objects.equals(knownAt, other.knownAt);
    if (isPolicy) {
      return RestatementCause.POLICY;
    }
    if (!code.equals(other.code)) {
      return RestatementCause.CODE;
    }
    CommonDays common = commonDays(other);
    boolean isAnotherRate =
        !factorsOn(common, factors).equals(factorsOn(common, convertedHere(other)));
    return isAnotherRate ? RestatementCause.RATES : RestatementCause.WINDOW;
  }

  /** Returns the factors of another run for the currencies that this run converts. */
  private List<String> convertedHere(RunFingerprint other) {
    List<String> currencies = factors.stream().map(RunFingerprint::currency).distinct().toList();
    return other.factors.stream().filter(factor -> currencies.contains(currency(factor))).toList();
  }

  /** Returns the factors of some days only: the rate of a later day does not affect them. */
  private static List<String> factorsOn(CommonDays days, List<String> factors) {
    return factors.stream().flatMap(factor -> Stretch.of(factor).on(days).stream()).toList();
  }

  private Map<String, String> decisive() {
    Map<String, String> decisive = new TreeMap<>(policy);
    decisive.remove(FxSettings.RATES.key());
    return decisive;
  }

  private Map<String, String> decidingMrr() {
    Map<String, String> deciding = decisive();
    deciding.keySet().removeIf(key -> WITHOUT_MRR.stream().anyMatch(key::startsWith));
    return deciding;
  }

  private static String currency(String factor) {
    return factor.substring(0, factor.indexOf(' '));
  }

  /**
   * A factor and the days on which it applies, independent of the factor before it.
   *
   * @param to the first day after the period
   */
  private record Stretch(String currency, LocalDate from, LocalDate to, String factor) {
    static Stretch of(String line) {
      String[] words = line.split(" ");
      LocalDate from = LocalDate.parse(words[1]);
      return new Stretch(words[0], from, LocalDate.parse(words[2]), words[3] + "/" + words[4]);
    }

    /** Returns the part of the period within some days; empty if there is none. */
    Optional<String> on(CommonDays days) {
      LocalDate first = from.isBefore(days.first()) ? days.first() : from;
      LocalDate last = to.isAfter(days.last()) ? days.last() : to.minusDays(1);
      return first.isAfter(last)
          ? Optional.empty()
          : Optional.of(currency + " " + first + " " + last + " " + factor);
    }
  }
}
