package io.tidemark.warehouse;

import io.tidemark.util.Checksums;
import io.tidemark.warehouse.Manifest.FileState;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A folder of files in any file system. Files are identified by their path relative to it. */
interface FileStore {
  /**
   * Returns the names of the files directly in a folder; an empty list if the folder does not
   * exist.
   */
  List<String> list(String folder) throws IOException;

  /**
   * Opens a file.
   *
   * @throws java.nio.file.NoSuchFileException if the file does not exist
   */
  InputStream open(String file) throws IOException;

  /**
   * Returns the size of a file in bytes.
   *
   * @throws java.nio.file.NoSuchFileException if the file does not exist
   */
  long size(String file) throws IOException;

  boolean exists(String file) throws IOException;

  /** Deletes a file if it exists. */
  void delete(String file) throws IOException;

  /** Returns the state of a file as a manifest records it. */
  default FileState state(String file) throws IOException {
    try (InputStream content = open(file)) {
      return new FileState(Checksums.sha256(content), size(file));
    }
  }
}
