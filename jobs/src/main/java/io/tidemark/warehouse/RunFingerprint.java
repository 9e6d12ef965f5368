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
 * What decides the figures of a run beside its files, kept in its folder: by it a later run knows
 * what it may take over.
 *
 * @param policy every setting with its value
 * @param knownAt what was written after was ignored; null for none of it
 * @param code the version that computed
 * @param dataFrom creation of the first invoice
 * @param dataThrough creation of the last one
 * @param factors what each currency was converted by, a stretch of days a line; the currency first
 */
public record RunFingerprint(
    Map<String, String> policy,
    Instant knownAt,
    String code,
    Instant dataFrom,
    Instant dataThrough,
    LocalDate asOf,
    List<String> factors) {
  /** The file in the folder of a run. */
  public static final String FILE = "basis.json";

  /** Settings that decide where figures are kept, or what is read into them, and no MRR. */
  private static final List<String> WITHOUT_MRR =
      List.of("retention.", "relational.", "significance.", "forecast.");

  public RunFingerprint {
    policy = new TreeMap<>(policy);
    factors = List.copyOf(factors);
  }

  /** The zone of business dates. */
  public ZoneId zone() {
    return ZoneId.of(policy.get(Settings.BUSINESS_TIME_ZONE.key()));
  }

  /** The first day shown: the one before the first invoice. */
  private LocalDate openingDay() {
    return LocalDate.ofInstant(dataFrom, zone()).minusDays(1);
  }

  /** The days that both runs show. */
  public CommonDays commonDays(RunFingerprint other) {
    return CommonDays.of(openingDay(), asOf, other.openingDay(), other.asOf);
  }

  /**
   * Why another run may say otherwise, on the days that both show, of a customer of whom nothing
   * changed.
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

  /** What another run converts by of the currencies that this one converts. */
  private List<String> convertedHere(RunFingerprint other) {
    List<String> currencies = factors.stream().map(RunFingerprint::currency).distinct().toList();
    return other.factors.stream().filter(factor -> currencies.contains(currency(factor))).toList();
  }

  /** The factors of some days alone: a later day's rate says nothing of them. */
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
   * A factor and the days it holds on, whatever the one before it was.
   *
   * @param to the first day after
   */
  private record Stretch(String currency, LocalDate from, LocalDate to, String factor) {
    static Stretch of(String line) {
      String[] words = line.split(" ");
      LocalDate from = LocalDate.parse(words[1]);
      return new Stretch(words[0], from, LocalDate.parse(words[2]), words[3] + "/" + words[4]);
    }

    /** What of it is on some days; empty for nothing. */
    Optional<String> on(CommonDays days) {
      LocalDate first = from.isBefore(days.first()) ? days.first() : from;
      LocalDate last = to.isAfter(days.last()) ? days.last() : to.minusDays(1);
      return first.isAfter(last)
          ? Optional.empty()
          : Optional.of(currency + " " + first + " " + last + " " + factor);
    }
  }
}
