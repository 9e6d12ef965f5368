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

/**
 * Texts that users read are plain technical English: they use no word of the reject list, and no
 * sentence is longer than {@value #MOST_WORDS} words.
 */
class WordingTest {
  private static final int MOST_WORDS = 35;
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

  private static final Pattern NO_PROSE =
      Pattern.compile("(?ms)^```.*?^```$|<!--.*?-->|^ {4}[^\n]*$|\\]\\([^)]*\\)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");
  private static final Pattern BLOCK = Pattern.compile("\n\\s*\n|\n(?=\\s*([-*#|]|\\d+\\.) ?)|\\|");
  private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?]|[.!?]\\W{1,3})\\s+");

  @Test
  @DisplayName("The help of every command uses no rejected word and no long sentence")
  void helpIsPlain() {
    CommandLine tidemark = Commands.commandLine();
    String help =
        Stream.concat(Stream.of(tidemark), tidemark.getSubcommands().values().stream())
            .map(command -> command.getUsageMessage(CommandLine.Help.Ansi.OFF))
            .collect(joining("\n"));

    assertThat(help).contains("Compare the MRR of two published runs");
    assertThat(rejected(help.replaceAll("\\s+", " "))).isEmpty();
    Stream<String> descriptions =
        tidemark.getSubcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .flatMap(
                command ->
                    Stream.concat(
                        Stream.of(command.usageMessage().description()),
                        command.options().stream()
                            .flatMap(option -> Stream.of(option.description()))));
    assertThat(descriptions.flatMap(WordingTest::tooLong)).isEmpty();
  }

  @Test
  @DisplayName(
      "The documentation of tables and settings uses no rejected word and no long sentence")
  void documentationIsPlain() {
    Stream<String> grains = Tables.all().stream().map(Table::grain);
    Stream<String> columns =
        Tables.all().stream().flatMap(table -> table.columns().stream()).map(Column::doc);
    Stream<String> settings = Settings.all().stream().map(Setting::help);
    String docs =
        Stream.of(grains, columns, settings).flatMap(texts -> texts).collect(joining("\n"));

    assertThat(rejected(docs)).isEmpty();
    assertThat(docs.lines().flatMap(WordingTest::tooLong)).isEmpty();
  }

  @Test
  @DisplayName("README and docs have no long sentence")
  void sentencesOfTheDocsAreShort() throws IOException {
    List<Path> docs =
        Stream.concat(Stream.of(Path.of("README.md")), files(Path.of("docs"), ".md").stream())
            .toList();
    for (Path file : docs) {
      String prose = NO_PROSE.matcher(Files.readString(file)).replaceAll("");

      assertThat(BLOCK.splitAsStream(prose).flatMap(WordingTest::tooLong))
          .as(file.toString())
          .isEmpty();
    }
    assertThat(docs).hasSizeGreaterThan(9);
  }

  @Test
  @DisplayName("Errors, findings and explanations use no rejected word and no long sentence")
  void textsOfTheCodeArePlain() throws IOException {
    for (Path file : files(JAVA, ".java")) {
      String code =
          JOINT.matcher(COMMENT.matcher(Files.readString(file)).replaceAll("")).replaceAll("");
      String texts = LITERAL.matcher(code).results().map(MatchResult::group).collect(joining("\n"));

      assertThat(rejected(texts)).as(file.toString()).isEmpty();
      assertThat(texts.lines().flatMap(WordingTest::tooLong)).as(file.toString()).isEmpty();
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

  @Test
  @DisplayName("Words are counted by sentence, and code in a sentence is one word")
  void countsWords() {
    String longest = "word ".repeat(MOST_WORDS - 1) + "`a b c`.";

    assertThat(tooLong(longest + " " + longest)).isEmpty();
    assertThat(tooLong(longest + " And one. One " + longest)).hasSize(1);
  }

  /** Returns the sentences of a paragraph that have too many words. */
  private static Stream<String> tooLong(String paragraph) {
    return SENTENCE
        .splitAsStream(CODE.matcher(paragraph).replaceAll("code"))
        .map(sentence -> sentence.strip().replaceAll("\\s+", " "))
        .filter(sentence -> words(sentence) > MOST_WORDS);
  }

  private static long words(String sentence) {
    return Stream.of(sentence.split(" ")).filter(word -> word.matches(".*[a-z0-9].*")).count();
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
