package io.tidemark.outputs;

import io.tidemark.config.FxSettings;
import io.tidemark.config.Settings;
import io.tidemark.mrr.CommonDays;
import io.tidemark.tables.RestatementCause;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
public record Basis(
    Map<String, String> policy,
    Instant knownAt,
    String code,
    Instant dataFrom,
    Instant dataThrough,
    LocalDate asOf,
    List<String> factors) {
  public Basis {
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
  public CommonDays commonDays(Basis other) {
    return CommonDays.of(openingDay(), asOf, other.openingDay(), other.asOf);
  }

  /** Whether another run decides alike on a customer of whom nothing changed. */
  public boolean decidesAs(Basis other) {
    return hasPolicyOf(other) && code.equals(other.code) && isConvertedAs(other);
  }

  /** Why another run may say otherwise of a customer of whom nothing changed. */
  public RestatementCause causeForAll(Basis other) {
    if (!hasPolicyOf(other)) {
      return RestatementCause.POLICY;
    }
    if (!code.equals(other.code)) {
      return RestatementCause.CODE;
    }
    return isConvertedAs(other) ? RestatementCause.WINDOW : RestatementCause.RATES;
  }

  /** Where the rates are is no part of the policy here: what was converted by is. */
  private boolean hasPolicyOf(Basis other) {
    return decisive().equals(other.decisive()) && Objects.equals(knownAt, other.knownAt);
  }

  /** Whether all that this one converts is converted by the same. */
  private boolean isConvertedAs(Basis other) {
    List<String> currencies = factors.stream().map(Basis::currency).distinct().toList();
    return other.factors.stream()
        .filter(factor -> currencies.contains(currency(factor)))
        .toList()
        .equals(factors);
  }

  private Map<String, String> decisive() {
    Map<String, String> decisive = new TreeMap<>(policy);
    decisive.remove(FxSettings.RATES.key());
    return decisive;
  }

  private static String currency(String factor) {
    return factor.substring(0, factor.indexOf(' '));
  }
}
