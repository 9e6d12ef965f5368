package io.tidemark.config;

import io.tidemark.tables.Currencies;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The settings of conversion to the reporting currency. */
public final class FxSettings {
  private static final String YEAR_END = "last_year_end";
  private static final String BUNDLED = "bundled";

  private FxSettings() {}

  /** Whether rates move. */
  public enum Mode {
    CONSTANT,
    DAILY
  }

  public static final Setting<String> REPORTING_CURRENCY =
      new Setting<>(
          "reporting_currency",
          "EUR",
          "a currency of ISO 4217, such as EUR",
          FxSettings::currency,
          "The currency of converted figures; native ones are always kept beside them.");

  public static final Setting<Mode> MODE =
      Settings.choice(
          "fx.mode",
          Mode.CONSTANT,
          "constant: one rate a currency for all days, so that growth is growth; daily: the rate of"
              + " the day, and revaluation is a movement of its own.");

  public static final Setting<Optional<LocalDate>> CONSTANT_ON =
      new Setting<>(
          "fx.constant_on",
          YEAR_END,
          YEAR_END + " or a day such as 2024-12-31",
          text -> text.equals(YEAR_END) ? Optional.empty() : Optional.of(LocalDate.parse(text)),
          "The day of the constant rates; " + YEAR_END + ": the last before the as-of year.");

  public static final Setting<Optional<String>> RATES =
      new Setting<>(
          "fx.rates",
          BUNDLED,
          BUNDLED + " or the path of a file",
          text -> text.equals(BUNDLED) ? Optional.empty() : Optional.of(path(text)),
          "Exchange rates in the layout of the European Central Bank's eurofxref-hist.csv; bundled:"
              + " those of data/fx. Also --rates.");

  /** The day whose rates are the constant ones. */
  public static LocalDate constantOn(Policy policy, LocalDate asOf) {
    return policy.get(CONSTANT_ON).orElse(LocalDate.of(asOf.getYear() - 1, 12, 31));
  }

  static List<Setting<?>> all() {
    return List.of(REPORTING_CURRENCY, MODE, CONSTANT_ON, RATES);
  }

  private static String currency(String text) {
    if (!Currencies.isKnown(text)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static String path(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }
}
