package io.tidemark.run;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** The project's folder, which holds the sample and, unless told otherwise, the warehouse. */
public final class InstallDir {
  private InstallDir() {}

  /** As {@code TIDEMARK_HOME} says, else two levels above the jar: {@code target/tidemark.jar}. */
  public static Path folder() {
    String given = System.getenv("TIDEMARK_HOME");
    return given == null ? code().getParent().getParent() : Path.of(given);
  }

  /** The jar, or the folder of classes, that this code is run from. */
  static Path code() {
    try {
      URI location = InstallDir.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return new File(location).toPath().toAbsolutePath();
    } catch (URISyntaxException malformed) {
      throw new IllegalStateException(malformed);
    }
  }
}
