package io.tidemark.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives executors access to folders of the driver's disk: they share the disk, or the data they
 * write and read is in a store while the run lasts.
 */
public final class ScratchSpace {
  private final String location;

  private ScratchSpace(String location) {
    this.location = location;
  }

  /** Returns the scratch space for executors that share the driver's disk. */
  public static ScratchSpace onOneDisk() {
    return new ScratchSpace(null);
  }

  /**
   * Returns the scratch space for executors that do not share it, in a folder used for nothing
   * else.
   */
  static ScratchSpace in(String location) {
    return new ScratchSpace(location);
  }

  /**
   * Returns the address at which Spark writes and reads the data of a folder on the driver's disk.
   */
  public String place(Path folder) {
    return location == null ? folder.toString() : location + "/" + folder.getFileName();
  }

  /** Copies the data that Spark wrote to a folder of the driver's disk. */
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
   * Makes a folder of the driver's disk readable for Spark.
   *
   * @return the address to read it from
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

  /** Deletes everything in the scratch space. */
  public void clear() throws IOException {
    if (location != null) {
      HadoopFileStore.of(location).deleteFolder("");
    }
  }
}
