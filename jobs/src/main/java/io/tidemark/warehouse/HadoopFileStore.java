package io.tidemark.warehouse;

import io.tidemark.errors.StoreErrors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * A folder of a file system that Hadoop supports, configured by Spark's settings and the
 * environment.
 */
public final class HadoopFileStore implements FileStore {
  /** Option of Hadoop: a store creates the file only if it does not exist, in one step. */
  private static final String ONLY_IF_NEW = "fs.option.create.conditional.overwrite";

  private final FileSystem system;
  private final Path root;

  private HadoopFileStore(FileSystem system, Path root) {
    this.system = system;
    this.root = root;
  }

  /**
   * Opens a folder.
   *
   * @throws io.tidemark.errors.UserError if no file system on the class path supports the address
   */
  static HadoopFileStore of(String location) {
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    try {
      Path root = new Path(location);
      return new HadoopFileStore(root.getFileSystem(hadoop), root);
    } catch (IOException | RuntimeException unusable) {
      throw failed(location, unusable);
    }
  }

  /** Returns the user error for a failure of a store, or the failure itself if there is none. */
  public static RuntimeException failed(String location, Exception failure) {
    return StoreErrors.of(location, failure)
        .map(error -> (RuntimeException) error)
        .orElseGet(
            () -> new IllegalStateException(location + ": " + failure.getMessage(), failure));
  }

  @Override
  public List<String> list(String folder) throws IOException {
    List<String> names = new ArrayList<>();
    try {
      for (FileStatus status : system.listStatus(path(folder))) {
        names.add(status.getPath().getName());
      }
    } catch (FileNotFoundException none) {
      return List.of();
    }
    return names;
  }

  /** Returns every file below a folder, at any depth, by its path relative to the folder. */
  List<String> filesUnder(String folder) throws IOException {
    Path top = system.makeQualified(path(folder));
    List<String> names = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> files = system.listFiles(top, true);
    while (files.hasNext()) {
      names.add(top.toUri().relativize(files.next().getPath().toUri()).getPath());
    }
    return names;
  }

  @Override
  public InputStream open(String file) throws IOException {
    try {
      return system.open(new Path(root, file));
    } catch (FileNotFoundException missing) {
      throw new NoSuchFileException(file);
    }
  }

  @Override
  public long size(String file) throws IOException {
    try {
      return system.getFileStatus(new Path(root, file)).getLen();
    } catch (FileNotFoundException missing) {
      throw new NoSuchFileException(file);
    }
  }

  @Override
  public boolean exists(String file) throws IOException {
    return system.exists(new Path(root, file));
  }

  @Override
  public void delete(String file) throws IOException {
    system.delete(new Path(root, file), false);
  }

  /** Deletes a folder and its contents. */
  void deleteFolder(String folder) throws IOException {
    system.delete(path(folder), true);
  }

  /** Copies a local file to the store. */
  void put(java.nio.file.Path from, String file) throws IOException {
    try (FSDataOutputStream out = system.create(new Path(root, file), true)) {
      java.nio.file.Files.copy(from, out);
    }
  }

  private Path path(String name) {
    return name.isEmpty() ? root : new Path(root, name);
  }

  /**
   * Writes a file if it does not exist. If several writers try, the content shows which one
   * succeeded.
   */
  void create(String file, byte[] content) throws IOException {
    Path path = new Path(root, file);
    try (FSDataOutputStream out =
        (FSDataOutputStream)
            system.createFile(path).recursive().overwrite(false).opt(ONLY_IF_NEW, true).build()) {
      out.write(content);
    } catch (FileAlreadyExistsException taken) {
      return;
    } catch (IOException failed) {
      if (!exists(file)) {
        throw failed;
      }
    }
  }
}
