package io.tidemark.cli;

import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest states it. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"tidemark " + (version == null ? "unpackaged" : version)};
  }
}
