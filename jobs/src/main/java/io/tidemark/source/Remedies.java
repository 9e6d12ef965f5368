package io.tidemark.source;

import io.tidemark.config.Nearest;
import io.tidemark.errors.Printable;
import io.tidemark.source.csv.ProfileLine;
import io.tidemark.source.profile.Profile;
import io.tidemark.source.profile.TimePatterns;
import io.tidemark.tables.InvoiceStatus;
import io.tidemark.tables.RejectReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Proposes the profile line or the change of an export that would read rejected values. */
public final class Remedies {
  private static final String USUAL_TIMES = "yyyy-MM-dd H:mm[:ss]";
  private static final int MOST_STATUSES = 10;
  private static final List<String> STATUSES =
      Arrays.stream(InvoiceStatus.values()).map(InvoiceStatus::text).toList();
  private static final Pattern WITH_SYMBOL = Pattern.compile(".*[\\p{Sc}\\p{L}].*");
  private static final Pattern WITH_BRACKETS = Pattern.compile("\\(.*\\)|.*[0-9]-");
  private static final String SEPARATOR = "[., '\u2019\u00a0\u202f]";
  private static final Pattern WITH_GROUPS =
      Pattern.compile(
          "-?[0-9]{1,3}(?:" + SEPARATOR + "[0-9]{3})+|-?[0-9]+(?:" + SEPARATOR + "[0-9]+){2,}");

  private final String source;
  private final Profile profile;

  /**
   * Creates remedies for a profile.
   *
   * @param source the value of {@code --source}
   */
  public Remedies(String source, Profile profile) {
    this.source = source;
    this.profile = profile;
  }

  /**
   * Returns a remedy in one line; empty if none is known.
   *
   * @param values looks up values of exports that were rejected for this reason
   */
  public Optional<String> of(RejectReason reason, Supplier<? extends Collection<String>> values) {
    return switch (reason) {
      case DATE_FORMAT -> times(values.get());
      case STATUS_UNKNOWN -> statuses(values.get());
      case AMOUNT_FORMAT, AMOUNT_SCALE -> amounts(values.get());
      default -> Optional.empty();
    };
  }

  private Optional<String> times(Collection<String> values) {
    TimePatterns patterns = TimePatterns.of(values, profile.format());
    if (patterns.monthFirst().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        setting(
            patterns.isAmbiguous()
                ? times(patterns.monthFirst())
                    + " if the month comes first, "
                    + times(patterns.dayFirst())
                    + " if the day comes first"
                : times(patterns.monthFirst())));
  }

  /**
   * Returns the {@code times} setting. It includes the patterns in use, because it replaces them
   * and other columns and files need them.
   */
  private String times(List<String> patterns) {
    List<String> all = new ArrayList<>(patterns);
    List<String> inUse = profile.format().times();
    all.addAll(inUse.isEmpty() ? List.of(USUAL_TIMES) : inUse);
    return all.stream()
        .distinct()
        .map(pattern -> '"' + pattern + '"')
        .collect(Collectors.joining(", ", "times: [", "]"));
  }

  private Optional<String> statuses(Collection<String> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> meanings = new TreeMap<>(profile.format().statuses());
    values.stream()
        .sorted()
        .limit(MOST_STATUSES)
        .forEach(value -> meanings.put(value, Nearest.resembling(value, STATUSES).orElse("...")));
    String line =
        meanings.entrySet().stream()
            .map(meaning -> ProfileLine.quoted(meaning.getKey()) + ": " + meaning.getValue())
            .collect(Collectors.joining(", ", "statuses: {", "}"));
    return Optional.of(
        setting(line)
            + (meanings.containsValue("...")
                ? " Replace each \"...\" with draft, open, paid, void or uncollectible."
                : ""));
  }

  private static Optional<String> amounts(Collection<String> values) {
    List<String> remedies = new ArrayList<>();
    if (anyIs(WITH_SYMBOL, values)) {
      remedies.add("Export amounts without currency symbols and letters.");
    }
    if (anyIs(WITH_GROUPS, values)) {
      remedies.add("Export amounts without thousands separators.");
    }
    if (anyIs(WITH_BRACKETS, values)) {
      remedies.add("Export negative amounts with a leading minus.");
    }
    return remedies.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", remedies));
  }

  private static boolean anyIs(Pattern pattern, Collection<String> values) {
    return values.stream().anyMatch(value -> pattern.matcher(value).matches());
  }

  private String setting(String line) {
    return "In "
        + (Profile.isBundled(source)
            ? "a copy of conf/sources/" + source + ".yaml (pass it with --source)"
            : Printable.whole(source))
        + ", add under \"format:\" "
        + line
        + ".";
  }
}
