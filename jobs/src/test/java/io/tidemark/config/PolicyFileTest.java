package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.errors.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.WordUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {
  private static final String HEADER =
      """
      # The policy: every setting with its default. The manifest of a run lists the settings it used.
      # A file for --policy needs only the settings that differ; --set key=value overrides both, e.g.
      # --set history=invoiced. Nested keys are joined by dots: --set fx.mode=daily.
      """;

  @TempDir private Path folder;

  @Test
  void theFileOfDefaultsSaysWhatTheSettingsDeclare() throws IOException {
    Path file = Path.of("conf", "tidemark.yaml");
    if (System.getProperty("regenerate") != null) {
      Files.writeString(file, document());
    }

    assertThat(file)
        .as("stale: mvn test -Dtest=PolicyFileTest -Dregenerate")
        .hasContent(document());
    assertThat(PolicyFile.parse(Files.readString(file), "tidemark.yaml"))
        .isEqualTo(Policy.defaults().texts());
  }

  @Test
  void theCommandLineGoesOverTheFileAndTheFileOverTheDefaults() {
    Path file = write("history: invoiced\nrenewal_grace_days: 7\n");

    Policy policy = PolicyFile.load(Optional.of(file), Map.of("renewal_grace_days", "0"));

    assertThat(policy.get(Settings.HISTORY)).isEqualTo(Settings.History.INVOICED);
    assertThat(policy.get(Settings.RENEWAL_GRACE_DAYS)).isZero();
    assertThat(policy.get(Settings.AMOUNT)).isEqualTo(Settings.Amount.NET);
  }

  @Test
  void nestedKeysAreJoinedByDotsAndListsByCommas() {
    String yaml =
        """
        forecast:
          horizon_months: 012
          band: {low: 0.010, high: no}
        counting_statuses: [paid, open]
        empty:
        """;

    assertThat(PolicyFile.parse(yaml, "policy.yaml"))
        .containsExactly(
            Map.entry("forecast.horizon_months", "012"),
            Map.entry("forecast.band.low", "0.010"),
            Map.entry("forecast.band.high", "no"),
            Map.entry("counting_statuses", "paid, open"),
            Map.entry("empty", ""));
  }

  @Test
  void allProblemsOfFileAndCommandLineAreNamedAtOnce() {
    Path file = write("histroy: invoiced\nrenewal_grace_days: 61\n");

    assertThatThrownBy(() -> PolicyFile.load(Optional.of(file), Map.of("amount", "gross")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("3 settings are invalid")
        .hasMessageContaining("histroy: no such key; did you mean history?")
        .hasMessageContaining("renewal_grace_days: \"61\" must be")
        .hasMessageContaining("amount: \"gross\" must be net or before_discount");
  }

  @Test
  void aKeyTwiceIsAMistake() {
    assertRefused("history: implied\namount: net\nhistory: invoiced\n", "line 3: Duplicate");
    assertRefused("fx:\n  mode: daily\nfx.mode: constant\n", "line 3: Duplicate field 'fx.mode'");
  }

  @Test
  void whatIsNoMappingOfKeysToValuesIsRefused() {
    assertRefused("just a sentence", "must contain unique keys with values");
    assertRefused("- history\n- invoiced\n", "must contain unique keys with values");
    assertRefused(
        "history: implied\n---\nhistory: implied\n", "must contain unique keys with values");
    assertRefused(
        "history: [implied, [invoiced]]\n", "line 1: A list may contain plain values only");
    assertRefused("history: \"implied\n", "line 1: while scanning a quoted scalar");
  }

  @Test
  void anEmptyFileChangesNothing() {
    assertThat(PolicyFile.load(Optional.of(write("# nothing yet\n")), Map.of()).texts())
        .isEqualTo(Policy.defaults().texts());
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing.yaml");

    assertThatThrownBy(() -> PolicyFile.load(Optional.of(missing), Map.of()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("cannot read " + missing);
  }

  private void assertRefused(String yaml, String problem) {
    assertThatThrownBy(() -> PolicyFile.load(Optional.of(write(yaml)), Map.of()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(problem);
  }

  private Path write(String yaml) {
    try {
      return Files.writeString(folder.resolve("policy.yaml"), yaml);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Returns the text of {@code conf/tidemark.yaml}: every key, documented and at its default. */
  private static String document() {
    StringBuilder yaml = new StringBuilder(HEADER);
    String group = "";
    for (Setting<?> setting : Settings.all()) {
      int dot = setting.key().lastIndexOf('.') + 1;
      String prefix = setting.key().substring(0, dot);
      String indent = dot == 0 ? "" : "  ";
      yaml.append('\n');
      if (!prefix.isEmpty() && !prefix.equals(group)) {
        yaml.append(prefix, 0, dot - 1).append(":\n");
      }
      group = prefix;
      for (String line : WordUtils.wrap(setting.help(), 95).split("\n")) {
        yaml.append(indent).append("# ").append(line).append('\n');
      }
      yaml.append(indent).append("# Value: ").append(setting.rule()).append(".\n");
      yaml.append(indent).append(setting.key().substring(dot)).append(": ");
      yaml.append(setting.defaultText()).append('\n');
    }
    return yaml.toString();
  }
}
