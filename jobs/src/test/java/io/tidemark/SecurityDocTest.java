package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every test that a page names is there. */
class SecurityDocTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`");

  @ParameterizedTest
  @ValueSource(strings = {"docs/SECURITY.md", "docs/RELIABILITY.md", "docs/OPERATIONS.md"})
  void everyTestThatIsNamedExists(String page) throws IOException {
    Map<String, String> tests = tests();
    List<MatchResult> named = NAMED.matcher(Files.readString(Path.of(page))).results().toList();
    SoftAssertions softly = new SoftAssertions();
    for (MatchResult test : named) {
      softly.assertThat(tests).as(page).containsKey(test.group(1));
      if (test.group(2) != null) {
        softly
            .assertThat(tests.getOrDefault(test.group(1), ""))
            .as(test.group())
            .containsPattern("\\b\\S+ " + test.group(2) + "\\(");
      }
    }
    softly.assertAll();
    assertThat(named).hasSizeGreaterThan(3);
  }

  private static Map<String, String> tests() throws IOException {
    Map<String, String> tests = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(Path.of("jobs/src/test/java"))) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
    return tests;
  }
}
