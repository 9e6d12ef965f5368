package io.tidemark.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Python with the packages of a requirements file, in an environment of its own under target. */
public final class Python {
  private static final long MOST_MINUTES = 10;
  private static final List<String> UNREACHED =
      List.of("connection broken", "NewConnectionError", "ConnectTimeout", "ProxyError");

  private final Path programs;

  private record Ended(int exitCode, String output) {}

  private Python(Path programs) {
    this.programs = programs;
  }

  /** Aborts the test, naming what is missing, where there is no Python that can do this. */
  public static void assumeInstalled() {
    Ended version =
        run(
            Path.of("."),
            Map.of(),
            List.of(
                "python3",
                "-c",
                "import sys, venv, ensurepip; assert sys.version_info >= (3, 11), sys.version"));
    assumeTrue(
        version.exitCode() == 0,
        () -> "python3 of at least 3.11 with venv is missing: " + version.output());
  }

  /**
   * The environment of these requirements, made where it is not there yet; aborts the test where no
   * package index is reached.
   */
  public static Python with(Path requirements) throws IOException {
    UUID contents = UUID.nameUUIDFromBytes(Files.readAllBytes(requirements));
    Path folder = Path.of("target", "python", contents.toString()).toAbsolutePath();
    Python python = new Python(folder.resolve("bin"));
    Path complete = folder.resolve("complete");
    if (!Files.exists(complete)) {
      Path here = Path.of(".");
      Ended made =
          run(here, Map.of(), List.of("python3", "-m", "venv", "--clear", folder.toString()));
      assertThat(made.exitCode()).as(made.output()).isZero();
      Ended installed = python.install(requirements);
      assumeTrue(
          UNREACHED.stream().noneMatch(installed.output()::contains) || installed.exitCode() == 0,
          () -> "No index of Python packages is reached: " + installed.output());
      assertThat(installed.exitCode()).as(installed.output()).isZero();
      Files.createFile(complete);
    }
    return python;
  }

  private Ended install(Path requirements) {
    return run(
        Path.of("."),
        Map.of(),
        List.of(
            programs.resolve("python").toString(),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-compile",
            "--no-input",
            "--disable-pip-version-check",
            "--retries=1",
            "--requirement",
            requirements.toString()));
  }

  /**
   * Runs one of its programs.
   *
   * @return what it printed
   */
  public String run(Path folder, Map<String, String> environment, String... command) {
    Ended ended = execute(folder, environment, command);
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    return ended.output();
  }

  /**
   * Runs one of its programs that is to fail.
   *
   * @return what it printed
   */
  public String fail(Path folder, String... command) {
    Ended ended = execute(folder, Map.of(), command);
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
    return ended.output();
  }

  private Ended execute(Path folder, Map<String, String> environment, String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.set(0, programs.resolve(words.get(0)).toString());
    return run(folder, environment, words);
  }

  private static Ended run(Path folder, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)).as("ends in time").isTrue();
      return new Ended(process.exitValue(), output);
    } catch (IOException missing) {
      return new Ended(-1, missing.getMessage());
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
