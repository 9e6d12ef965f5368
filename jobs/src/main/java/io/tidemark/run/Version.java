package io.tidemark.run;

import picocli.CommandLine.IVersionProvider;

/** Provides the version from the jar's manifest. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"tidemark " + text()};
  }

  /**
   * Returns a hash of the running code: every class and resource of the jar, or of the folder of
   * classes. A new version number alone does not change it; a changed class does.
   */
  public static String build() {
    return CodeFingerprint.OF_THIS_CODE;
  }

  /** Returns the version number; {@code unpackaged} outside a jar. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
