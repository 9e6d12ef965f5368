package io.tidemark.warehouse;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FsServerDefaults;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.local.LocalConfigKeys;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local file system of Hadoop, implemented in Java. Without its native library, Hadoop starts a
 * process for each permission it sets and each link it looks up, 700 in a small run.
 */
public class LocalDisk extends LocalFileSystem {
  private static final String SCHEME = "file";

  /** The settings with which a Spark session uses this class. */
  public static final Map<String, String> SETTINGS =
      Map.of(
          "spark.hadoop.fs.file.impl", LocalDisk.class.getName(),
          "spark.hadoop.fs.AbstractFileSystem.file.impl", Checked.class.getName());

  public LocalDisk() {
    this(new WithoutProcesses());
  }

  LocalDisk(WithoutProcesses disk) {
    super(disk);
  }

  /** The local file system for Hadoop's other interface, which writes Delta's log. */
  public static class Checked extends ChecksumFs {
    public Checked(URI uri, Configuration configuration) throws IOException, URISyntaxException {
      this(uri, new WithoutProcesses(), configuration);
    }

    Checked(URI uri, WithoutProcesses disk, Configuration configuration)
        throws IOException, URISyntaxException {
      super(new Raw(uri, disk, configuration));
    }
  }

  private static final class Raw extends DelegateToFileSystem {
    private Raw(URI uri, WithoutProcesses disk, Configuration configuration)
        throws IOException, URISyntaxException {
      super(uri, disk, configuration, SCHEME, false);
    }

    @Override
    public int getUriDefaultPort() {
      return -1;
    }

    @Override
    public FsServerDefaults getServerDefaults(Path path) throws IOException {
      return LocalConfigKeys.getServerDefaults();
    }

    @Override
    public boolean isValidName(String name) {
      return true;
    }
  }

  static class WithoutProcesses extends RawLocalFileSystem {
    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      String symbols =
          permission.getUserAction().SYMBOL
              + permission.getGroupAction().SYMBOL
              + permission.getOtherAction().SYMBOL;
      Files.setPosixFilePermissions(
          pathToFile(path).toPath(), PosixFilePermissions.fromString(symbols));
    }

    @Override
    public FileStatus getFileLinkStatus(Path path) throws IOException {
      boolean isLink = Files.isSymbolicLink(pathToFile(path).toPath());
      return isLink ? super.getFileLinkStatus(path) : getFileStatus(path);
    }
  }
}
