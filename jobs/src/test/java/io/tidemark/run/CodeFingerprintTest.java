package io.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeFingerprintTest {
  @TempDir private Path folder;

  @Test
  void theSameClassesAreTheSameBuildWhenEverTheyWerePacked() throws IOException {
    Path jar = jar("one.jar", 1_600_000_000_000L, "1.0", "churn = lost / due");

    assertThat(CodeFingerprint.of(jar))
        .isEqualTo(
            CodeFingerprint.of(jar("two.jar", 1_700_000_000_000L, "1.1", "churn = lost / due")))
        .isNotEqualTo(
            CodeFingerprint.of(jar("three.jar", 1_600_000_000_000L, "1.0", "churn = lost / all")));
  }

  @Test
  void aChangedClassIsAnotherBuild() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes/io/tidemark"));
    Files.writeString(classes.resolve("Churn.class"), "churn = lost / due");
    String before = CodeFingerprint.of(folder.resolve("classes"));

    assertThat(CodeFingerprint.of(folder.resolve("classes"))).isEqualTo(before);
    Files.writeString(classes.resolve("Churn.class"), "churn = lost / all");
    assertThat(CodeFingerprint.of(folder.resolve("classes"))).isNotEqualTo(before);
  }

  @Test
  void thisCodeHasABuild() {
    assertThat(Version.build()).matches("[0-9a-f]{64}");
  }

  private Path jar(String name, long packedAt, String version, String content) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String[] entry :
          new String[][] {
            {"META-INF/MANIFEST.MF", "Implementation-Version: " + version},
            {"io/tidemark/Churn.class", content}
          }) {
        ZipEntry written = new ZipEntry(entry[0]);
        written.setTime(packedAt);
        zip.putNextEntry(written);
        zip.write(entry[1].getBytes());
      }
    }
    return jar;
  }
}
