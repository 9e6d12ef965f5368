package io.tidemark.run;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Locates the installation folder, which contains the sample and, by default, the warehouse. */
public final class InstallDir {
  private InstallDir() {}

  /**
   * Returns {@code TIDEMARK_HOME} or, by default, the folder two levels above the jar, which is
   * {@code target/tidemark.jar}.
   */
  public static Path folder() {
    String given = System.getenv("TIDEMARK_HOME");
    return given == null ? code().getParent().getParent() : Path.of(given);
  }

  /** Returns the jar, or the folder of classes, that this code runs from. */
  static Path code() {
    try {
      URI location = InstallDir.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return new File(location).toPath().toAbsolutePath();
    } catch (URISyntaxException malformed) {
      throw new IllegalStateException(malformed);
    }
  }
}
