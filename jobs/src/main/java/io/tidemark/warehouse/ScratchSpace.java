package io.tidemark.warehouse;

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
public final class ScratchSpace {
  private final String location;

  private ScratchSpace(String location) {
    this.location = location;
  }

  /** Executors see the driver's disk. */
  public static ScratchSpace onOneDisk() {
    return new ScratchSpace(null);
  }

  /** They do not, and use a folder that nothing else is in. */
  static ScratchSpace in(String location) {
    return new ScratchSpace(location);
  }

  /** Where Spark writes, and reads, what is to be in a folder of the driver's disk. */
  public String place(Path folder) {
    return location == null ? folder.toString() : location + "/" + folder.getFileName();
  }

  /** Brings the data that Spark wrote to a folder of the driver's disk. */
  public void fetch(Path folder) throws IOException {
    if (location == null) {
      return;
    }
    HadoopFileStore store = HadoopFileStore.of(place(folder));
    PrivateFiles.createFolders(folder);
    for (String name : store.filesUnder("")) {
      Path file = folder.resolve(name);
      PrivateFiles.createFolders(file.getParent());
      try (InputStream from = store.open(name);
          OutputStream to = PrivateFiles.create(file)) {
        from.transferTo(to);
      }
    }
  }

  /**
   * Lets Spark read a folder of the driver's disk.
   *
   * @return where
   */
  public String offer(Path folder) throws IOException {
    if (location == null) {
      return folder.toString();
    }
    String offered = location + "/offered/" + folder.getFileName();
    HadoopFileStore store = HadoopFileStore.of(offered);
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
  public void clear() throws IOException {
    if (location != null) {
      HadoopFileStore.of(location).deleteFolder("");
    }
  }
}
