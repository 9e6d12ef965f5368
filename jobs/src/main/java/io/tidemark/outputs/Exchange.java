package io.tidemark.outputs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How executors get at folders of the driver's disk: they share it, or what they write and read
 * lies in a store for as long as the run takes.
 */
final class Exchange {
  private final String location;

  private Exchange(String location) {
    this.location = location;
  }

  /** Executors see the driver's disk. */
  static Exchange onOneDisk() {
    return new Exchange(null);
  }

  /** They do not, and use a folder that nothing else is in. */
  static Exchange in(String location) {
    return new Exchange(location);
  }

  /** Where Spark writes, and reads, what is to be in a folder of the driver's disk. */
  String place(Path folder) {
    return location == null ? folder.toString() : location + "/" + folder.getFileName();
  }

  /** Brings the data that Spark wrote to a folder of the driver's disk. */
  void fetch(Path folder) throws IOException {
    if (location == null) {
      return;
    }
    HadoopTree store = HadoopTree.of(place(folder));
    OwnFiles.createFolders(folder);
    for (String name : store.filesUnder("")) {
      Path file = folder.resolve(name);
      OwnFiles.createFolders(file.getParent());
      try (InputStream from = store.open(name);
          OutputStream to = OwnFiles.create(file)) {
        from.transferTo(to);
      }
    }
  }

  /**
   * Lets Spark read a folder of the driver's disk.
   *
   * @return where
   */
  String offer(Path folder) throws IOException {
    if (location == null) {
      return folder.toString();
    }
    String offered = location + "/offered/" + folder.getFileName();
    HadoopTree store = HadoopTree.of(offered);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      store.put(file, folder.relativize(file).toString());
    }
    return offered;
  }

  /** Takes back what was exchanged. */
  void clear() throws IOException {
    if (location != null) {
      HadoopTree.of(location).deleteFolder("");
    }
  }
}
