package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.Damage;
import io.tidemark.testing.Launcher;
import io.tidemark.testing.Launcher.Outcome;
import io.tidemark.testing.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Java keeps of its classes beside the jar makes a query faster, and nothing else. */
class KeptClassesIT {
  private Launcher launcher;
  private Path afterwards;

  @BeforeEach
  void theSampleIsRun() throws InterruptedException, IOException {
    launcher = SampleRun.get().launcher();
    afterwards = SampleRun.get().afterwards();
    forgetClasses();
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void damagedClassesAreNotUsed(Damage damage) throws IOException {
    Outcome first = launcher.run(query());
    assertThat(archivesOfClasses()).hasSize(1);
    for (Path classes : archivesOfClasses()) {
      Files.setPosixFilePermissions(classes, PosixFilePermissions.fromString("rw-------"));
      damage.of(classes);
    }

    Outcome second = launcher.run(query());

    assertThat(first.exitCode()).isZero();
    assertThat(second).isEqualTo(first);
    forgetClasses();
  }

  /** A Java that has no archive of its own adds nothing to it, and may end well all the same. */
  @Test
  void whereNoClassesCanBeKeptAQuestionIsAnsweredAllTheSame(@TempDir Path elsewhere)
      throws IOException {
    Map<String, String> without =
        Map.of(
            "JAVA_HOME", keepingNothing(elsewhere).toString(), "JAVA_TOOL_OPTIONS", "-Xshare:off");
    Launcher keepsNone = new Launcher(elsewhere, without);

    List<Outcome> outcomes = List.of(keepsNone.run(query()), keepsNone.run(query()));
    forgetClasses();

    Outcome usual = launcher.run(query());
    for (Outcome outcome : outcomes) {
      assertThat(outcome.exitCode()).as(outcome.talk()).isZero();
      assertThat(outcome.answer()).isEqualTo(usual.answer());
      assertThat(outcome.talk().lines())
          .containsExactly("Picked up JAVA_TOOL_OPTIONS: -Xshare:off");
    }
  }

  private static Path keepingNothing(Path folder) throws IOException {
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/usr/bin/env bash
        words=()
        for word; do [[ "$word" == -XX:DumpLoadedClassList=* || "$word" == -Xshare:dump ]] || words+=("$word"); done
        exec '%s/bin/java' "${words[@]}"
        """
            .formatted(System.getProperty("java.home")));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    return folder.resolve("jdk");
  }

  private String[] query() {
    String warehouseThen = afterwards.toString();
    return new String[] {
      "query",
      "--warehouse",
      warehouseThen,
      "--customer",
      "cus_eOp4sSBaylMXnc",
      "--on",
      "2025-06-15"
    };
  }

  private static void forgetClasses() throws IOException {
    for (Path classes : archivesOfClasses()) {
      Files.delete(classes);
    }
  }

  private static List<Path> archivesOfClasses() throws IOException {
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      return built.filter(file -> file.getFileName().toString().endsWith(".jsa")).toList();
    }
  }
}
