package io.tidemark;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Commands;
import io.tidemark.config.Setting;
import io.tidemark.config.Settings;
import io.tidemark.tables.Column;
import io.tidemark.tables.Table;
import io.tidemark.tables.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Texts that users read are plain technical English: words of the reject list are not in them. */
class WordingTest {
  private static final Pattern REJECTED =
      Pattern.compile(
          "\\b(anew|told|tells|whoever|nobody|lies|stands|of its own|by hand|so much)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Path JAVA = Path.of("jobs/src/main/java");
  private static final Path REPORT = Path.of("jobs/src/main/resources/report");
  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|(?<![:\"'])//[^\n]*", Pattern.DOTALL);
  private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

  @Test
  @DisplayName("The help of every command uses no rejected word")
  void helpIsPlain() {
    CommandLine tidemark = Commands.commandLine();
    String help =
        Stream.concat(Stream.of(tidemark), tidemark.getSubcommands().values().stream())
            .map(command -> command.getUsageMessage(CommandLine.Help.Ansi.OFF))
            .collect(joining("\n"));

    assertThat(help).contains("Compare the MRR of two published runs");
    assertThat(rejected(help.replaceAll("\\s+", " "))).isEmpty();
  }

  @Test
  @DisplayName("The documentation of tables and settings uses no rejected word")
  void documentationIsPlain() {
    Stream<String> grains = Tables.all().stream().map(Table::grain);
    Stream<String> columns =
        Tables.all().stream().flatMap(table -> table.columns().stream()).map(Column::doc);
    Stream<String> settings = Settings.all().stream().map(Setting::help);
    String docs =
        Stream.of(grains, columns, settings).flatMap(texts -> texts).collect(joining("\n"));

    assertThat(rejected(docs)).isEmpty();
  }

  @Test
  @DisplayName("Errors, findings and explanations use no rejected word")
  void textsOfTheCodeArePlain() throws IOException {
    for (Path file : files(JAVA, ".java")) {
      String code =
          JOINT.matcher(COMMENT.matcher(Files.readString(file)).replaceAll("")).replaceAll("");
      String texts = LITERAL.matcher(code).results().map(MatchResult::group).collect(joining("\n"));

      assertThat(rejected(texts)).as(file.toString()).isEmpty();
    }
  }

  @Test
  @DisplayName("The report uses no rejected word")
  void reportIsPlain() throws IOException {
    List<Path> files =
        Stream.concat(files(REPORT, ".html").stream(), files(REPORT, ".js").stream()).toList();
    for (Path file : files) {
      String text = COMMENT.matcher(Files.readString(file)).replaceAll("");

      assertThat(rejected(text)).as(file.toString()).isEmpty();
    }
    assertThat(files).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Computes each figure anew", "an item OF ITS OWN", "so much a month"})
  @DisplayName("A rejected word is found in any case, alone or of several words")
  void findsRejectedWords(String text) {
    assertThat(rejected(text)).hasSize(1);
  }

  private static List<String> rejected(String text) {
    return REJECTED
        .matcher(text)
        .results()
        .map(word -> word.group().toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
