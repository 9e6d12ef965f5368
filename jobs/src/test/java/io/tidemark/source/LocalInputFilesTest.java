package io.tidemark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.errors.UserError;
import io.tidemark.source.csv.PlainReader;
import io.tidemark.testing.Export;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How local files are found by what the user named. */
class LocalInputFilesTest {
  private static final String ROW =
      "in_a,cus_a,sub_a,paid,eur,39.00,,7.00,46.00,2025-01-05 9:07,2025-01-05 9:07,2025-02-05 9:07";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export 10:15.csv",
        "C:\\x.csv",
        "data:1.csv",
        "a%20b.csv",
        "a#b?c.csv",
        "[1]*.csv",
        "Rechnungen \u00e4\u00f6\u00fc.csv"
      })
  @DisplayName("A file is read whatever characters its name has")
  void anyNameIsRead(String name) {
    String path = Export.write(folder, name, Export.MINIMAL_HEADER, ROW);
    Export.write(folder, "other 11:30.csv", Export.MINIMAL_HEADER, ROW.replace("in_a", "in_b"));

    assertThat(PlainReader.rows(path)).hasSize(1);
    assertThat(PlainReader.scan(List.of(path), Long.MAX_VALUE).get(0).file()).isEqualTo(path);
  }

  @Test
  @DisplayName("Folders and globs lead to files with colons, in the order of their names")
  void foldersAndGlobsAreSearched() throws IOException {
    Files.createDirectories(folder.resolve("2025:01/deep"));
    Export.write(folder.resolve("2025:01"), "b 10:15.csv", "b");
    Export.write(folder.resolve("2025:01/deep"), "a.CSV.GZ", "a");
    Export.write(folder.resolve("2025:01"), "notes.txt", "n");

    assertThat(names(folder.toString()))
        .containsExactly("2025:01/b 10:15.csv", "2025:01/deep/a.CSV.GZ");
    assertThat(names(folder + "/2025*/b*.csv")).containsExactly("2025:01/b 10:15.csv");
    assertThat(names("file:" + folder + "/{2024,2025}:01"))
        .containsExactly("2025:01/b 10:15.csv", "2025:01/deep/a.CSV.GZ");
  }

  @Test
  @DisplayName("A file that is not there is said not to exist, an empty folder to hold none")
  void whatIsNotThereIsSaid() {
    assertThatThrownBy(() -> names(folder.resolve("x.csv").toString()))
        .hasMessageContaining("The file does not exist.");
    assertThatThrownBy(() -> names(folder.toString()))
        .hasMessageContaining("It contains no .csv or .csv.gz file.");
    assertThatThrownBy(() -> names(folder + "/*.csv"))
        .hasMessageContaining("It contains no .csv or .csv.gz file.");
  }

  @Test
  @Timeout(20)
  @DisplayName("A pipe is refused at once, alone and in a folder")
  void aPipeIsRefused() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "mkfifo is POSIX's");
    Path pipe = folder.resolve("pipe.csv");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    for (Path named : List.of(pipe, folder)) {
      assertThatThrownBy(() -> names(named.toString()))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("PATH_UNREADABLE")
          .hasMessageContaining("It is not a regular file.");
    }
  }

  private List<String> names(String named) {
    return InputFiles.of(List.of(named), new Configuration()).get(0).stream()
        .map(input -> folder.relativize(Path.of(input.path().toUri().getPath())).toString())
        .toList();
  }
}
