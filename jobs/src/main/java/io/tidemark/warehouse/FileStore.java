package io.tidemark.warehouse;

import io.tidemark.util.Checksums;
import io.tidemark.warehouse.Manifest.FileState;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A folder of files, wherever it is; they go by their path relative to it. */
interface FileStore {
  /** The names of the files right in a folder; none where there is no such folder. */
  List<String> list(String folder) throws IOException;

  /**
   * Opens a file.
   *
   * @throws java.nio.file.NoSuchFileException where there is none
   */
  InputStream open(String file) throws IOException;

  /**
   * How many bytes a file has.
   *
   * @throws java.nio.file.NoSuchFileException where there is none
   */
  long size(String file) throws IOException;

  boolean exists(String file) throws IOException;

  /** Deletes a file where it is there. */
  void delete(String file) throws IOException;

  /** What a manifest says of a file. */
  default FileState state(String file) throws IOException {
    try (InputStream content = open(file)) {
      return new FileState(Checksums.sha256(content), size(file));
    }
  }
}
