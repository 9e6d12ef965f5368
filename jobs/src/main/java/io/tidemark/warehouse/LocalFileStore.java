package io.tidemark.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder on the local disk. */
record LocalFileStore(Path root) implements FileStore {
  @Override
  public List<String> list(String folder) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  @Override
  public InputStream open(String file) throws IOException {
    return Files.newInputStream(root.resolve(file));
  }

  @Override
  public long size(String file) throws IOException {
    return Files.size(root.resolve(file));
  }

  @Override
  public boolean exists(String file) {
    return Files.exists(root.resolve(file));
  }

  @Override
  public void delete(String file) throws IOException {
    Files.deleteIfExists(root.resolve(file));
  }
}
