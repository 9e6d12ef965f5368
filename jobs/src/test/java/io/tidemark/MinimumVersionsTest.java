package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** No jar of the class path is older than the advisories allow that we know of. */
class MinimumVersionsTest {
  private static final Path MINIMUMS = Path.of("jobs/src/test/resources/minimum-versions.csv");
  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[\\w.-]*?)\\.jar");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  @Test
  void everyJarIsAtLeastWhatItsAdvisoryAsksFor() throws IOException {
    List<String> minimums = Files.readAllLines(MINIMUMS);
    SoftAssertions softly = new SoftAssertions();
    for (String line : minimums.subList(1, minimums.size())) {
      String[] fields = line.split(",", 4);
      List<String> resolved = resolved(fields[0]);
      softly.assertThat(resolved).as(fields[0] + " is on the class path, once").hasSize(1);
      softly.assertThat(fields[2]).as(line).matches("CVE-\\d{4}-\\d+|GHSA(-\\w{4}){3}");
      for (String version : resolved) {
        softly
            .assertThat(compare(version, fields[1]))
            .as(fields[0] + " " + version + ", at least " + fields[1] + ": " + fields[2])
            .isNotNegative();
      }
    }
    softly.assertAll();
  }

  @Test
  void versionsAreComparedByTheirNumbers() {
    assertThat(compare("1.10.1", "1.9.4")).isPositive();
    assertThat(compare("4.2.15.Final", "4.2.15.Final")).isZero();
    assertThat(compare("2.25", "2.25.4")).isNegative();
    assertThat(compare("32.0.0-jre", "32.0.1-jre")).isNegative();
  }

  private static List<String> resolved(String artifact) {
    List<String> versions = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Matcher jar = JAR.matcher(Path.of(entry).getFileName().toString());
      if (jar.matches() && jar.group(1).equals(artifact)) {
        versions.add(jar.group(2));
      }
    }
    return versions;
  }

  private static int compare(String version, String other) {
    return Arrays.compare(numbers(version), numbers(other));
  }

  private static int[] numbers(String version) {
    return NUMBER
        .matcher(version)
        .results()
        .mapToInt(number -> Integer.parseInt(number.group()))
        .toArray();
  }
}
