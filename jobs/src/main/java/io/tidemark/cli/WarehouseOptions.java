package io.tidemark.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The warehouse of a command. */
final class WarehouseOptions {
  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "Where runs are published; default: the folder warehouse of the project.")
  private Path warehouse;

  Path warehouse() {
    return (warehouse == null ? Home.folder().resolve("warehouse") : warehouse)
        .toAbsolutePath()
        .normalize();
  }
}
