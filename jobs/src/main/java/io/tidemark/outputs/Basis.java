package io.tidemark.outputs;

import io.tidemark.config.FxSettings;
import io.tidemark.config.Settings;
import io.tidemark.errors.Errors;
import io.tidemark.mrr.DataWindow;
import io.tidemark.source.Ledger;
import io.tidemark.tables.RestatementCause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the figures of a run stand on, kept in its folder: by it a later run knows what it may take
 * over.
 *
 * @param ledger every file behind the figures
 * @param policy every setting with its value
 * @param knownAt what was written after was ignored; null for none of it
 * @param code the version that computed
 * @param dataFrom creation of the first invoice
 * @param dataThrough creation of the last one
 * @param factors what each currency was converted by, a stretch of days a line; the currency first
 */
public record Basis(
    Ledger ledger,
    Map<String, String> policy,
    Instant knownAt,
    String code,
    Instant dataFrom,
    Instant dataThrough,
    LocalDate asOf,
    List<String> factors) {
  private static final String FILE = "basis.json";

  public Basis {
    policy = new TreeMap<>(policy);
    factors = List.copyOf(factors);
  }

  /** Writes it into the folder of a run. */
  public void write(Path runFolder) {
    Path file = runFolder.resolve(FILE);
    try {
      OwnFiles.replace(file, Json.write(this).getBytes(StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw Errors.unwritable(file, failed.toString());
    }
  }

  /**
   * That of a published run; empty where a version published it that kept none.
   *
   * @throws io.tidemark.errors.UserError where it cannot be read
   */
  public static Optional<Basis> read(Path runFolder) {
    Path file = runFolder.resolve(FILE);
    try {
      return Optional.of(Json.read(Files.readAllBytes(file), Basis.class));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException damaged) {
      throw Errors.warehouseDamaged(file, "It is not what a run wrote there.");
    }
  }

  /** What the files could show. */
  public DataWindow window() {
    ZoneId zone = ZoneId.of(policy.get(Settings.BUSINESS_TIME_ZONE.key()));
    return new DataWindow(dataFrom, dataThrough, asOf, zone);
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
