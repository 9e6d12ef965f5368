package io.tidemark.cli;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** The project's folder, which holds the sample and, unless told otherwise, the warehouse. */
final class Home {
  private Home() {}

  /** As {@code TIDEMARK_HOME} says, else two levels above the jar: {@code target/tidemark.jar}. */
  static Path folder() {
    String given = System.getenv("TIDEMARK_HOME");
    return given == null ? jar().getParent().getParent() : Path.of(given);
  }

  private static Path jar() {
    try {
      URI location = Home.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return new File(location).toPath().toAbsolutePath();
    } catch (URISyntaxException malformed) {
      throw new IllegalStateException(malformed);
    }
  }
}
