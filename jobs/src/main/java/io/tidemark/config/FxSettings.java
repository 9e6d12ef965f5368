package io.tidemark.config;

import io.tidemark.tables.Currencies;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Declares the settings of conversion to the reporting currency. */
public final class FxSettings {
  private static final String YEAR_END = "last_year_end";
  private static final String BUNDLED = "bundled";

  private FxSettings() {}

  /** The choice between constant exchange rates and those of each day. */
  public enum Mode {
    CONSTANT,
    DAILY
  }

  public static final Setting<String> REPORTING_CURRENCY =
      new Setting<>(
          "reporting_currency",
          "EUR",
          "an ISO 4217 currency, such as EUR",
          FxSettings::currency,
          "Currency of converted figures. Figures in the original currencies are always kept as"
              + " well.");

  public static final Setting<Mode> MODE =
      Settings.choice(
          "fx.mode",
          Mode.CONSTANT,
          "constant: one exchange rate per currency for all days, so that rates do not affect"
              + " growth; daily: the rate of each day, with exchange rate effects as separate"
              + " movements (fx).");

  public static final Setting<Optional<LocalDate>> CONSTANT_ON =
      new Setting<>(
          "fx.constant_on",
          YEAR_END,
          YEAR_END + " or a day such as 2024-12-31",
          text -> text.equals(YEAR_END) ? Optional.empty() : Optional.of(LocalDate.parse(text)),
          "Day of the constant rates; " + YEAR_END + ": the last day before the as-of year.");

  public static final Setting<Optional<String>> RATES =
      new Setting<>(
          "fx.rates",
          BUNDLED,
          BUNDLED + " or the path of a file",
          text -> text.equals(BUNDLED) ? Optional.empty() : Optional.of(path(text)),
          "Exchange rates in the format of the European Central Bank's eurofxref-hist.csv; bundled:"
              + " the file in data/fx. Short form: --rates.");

  /** Returns the day whose rates are used as the constant rates. */
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
