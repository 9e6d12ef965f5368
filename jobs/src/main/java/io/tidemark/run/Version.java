package io.tidemark.run;

import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest states it. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"tidemark " + text()};
  }

  /**
   * What is run, to the byte: a hash over every class and resource of the jar, or of the folder of
   * classes. A new number that changes nothing gives the same, a changed class another.
   */
  public static String build() {
    return CodeFingerprint.OF_THIS_CODE;
  }

  /** The number alone; {@code unpackaged} outside a jar. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
