package io.tidemark.cli;

import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest states it. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"tidemark " + text()};
  }

  /** The number alone; {@code unpackaged} outside a jar. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
