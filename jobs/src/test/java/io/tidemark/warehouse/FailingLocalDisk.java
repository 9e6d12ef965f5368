package io.tidemark.warehouse;

import io.tidemark.testing.FailingDisk;
import io.tidemark.testing.TestSpark;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * This machine's disk as Spark and Delta write to it, so that it breaks together with a {@link
 * FailingDisk} and its changes count there.
 */
public final class FailingLocalDisk extends LocalDisk {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "fs.file.impl", FailingLocalDisk.class.getName(),
          "fs.AbstractFileSystem.file.impl", Checked.class.getName(),
          "fs.file.impl.disable.cache", "true");

  private static volatile FailingDisk disk;
  private static volatile java.nio.file.Path folder;

  /** What is done while the disk may break. */
  public interface Work<T> {
    T done() throws IOException;
  }

  public FailingLocalDisk() {
    super(new Breaking());
  }

  /** The same by Hadoop's other interface. */
  public static final class Checked extends LocalDisk.Checked {
    public Checked(URI uri, Configuration configuration) throws IOException, URISyntaxException {
      super(uri, new Breaking(), configuration);
    }
  }

  /**
   * Does something with the one Spark session, for which a folder of this machine's disk is on one
   * that may break; all else is where it was.
   */
  public static <T> T during(FailingDisk breaking, java.nio.file.Path folder, Work<T> work)
      throws IOException {
    Configuration hadoop = TestSpark.session().sparkContext().hadoopConfiguration();
    Configuration before = new Configuration(hadoop);
    FailingLocalDisk.disk = breaking;
    FailingLocalDisk.folder = folder.toAbsolutePath();
    SETTINGS.forEach(hadoop::set);
    try {
      return work.done();
    } finally {
      SETTINGS.keySet().forEach(hadoop::unset);
      SETTINGS.keySet().stream()
          .filter(name -> before.get(name) != null)
          .forEach(name -> hadoop.set(name, before.get(name)));
    }
  }

  private static final class Breaking extends WithoutProcesses {
    @Override
    protected OutputStream createOutputStreamWithMode(
        Path file, boolean append, FsPermission permission) throws IOException {
      change(pathToFile(file));
      OutputStream out = super.createOutputStreamWithMode(file, append, permission);
      java.nio.file.Path local = pathToFile(file).toPath();
      return isOnDisk(local) ? disk.breaking(local, out) : out;
    }

    @Override
    protected boolean mkOneDirWithMode(Path path, File made, FsPermission permission)
        throws IOException {
      if (!made.exists()) {
        change(made);
      }
      return super.mkOneDirWithMode(path, made, permission);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
      change(pathToFile(to));
      return super.rename(from, to);
    }

    @Override
    public boolean delete(Path path, boolean isRecursive) throws IOException {
      if (pathToFile(path).exists()) {
        change(pathToFile(path));
      }
      return super.delete(path, isRecursive);
    }

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      change(pathToFile(path));
      super.setPermission(path, permission);
    }

    private static void change(File file) throws IOException {
      if (isOnDisk(file.toPath())) {
        disk.change(file.toPath());
      }
    }

    private static boolean isOnDisk(java.nio.file.Path file) {
      return file.toAbsolutePath().startsWith(folder);
    }
  }
}
