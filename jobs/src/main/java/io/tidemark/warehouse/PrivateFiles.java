package io.tidemark.warehouse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Writes files and folders that only their owner can read and that survive a crash. Deletes only
 * folders that contain the marker file.
 */
public final class PrivateFiles {
  private static final String MARKER = ".tidemark";

  /**
   * Temporary name of a folder before it gets its marker and after its marker is deleted. The next
   * folder to be created reuses it.
   */
  private static final String UNNAMED = ".new";

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private PrivateFiles() {}

  public static void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder, OWNER_ONLY_FOLDER);
  }

  /**
   * Creates a folder that may be deleted later; fails if it exists. The folder appears with its
   * marker, so that no folder is left without one.
   */
  public static void createDeletable(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(folder.toString());
    }
    Path made = folder.resolveSibling(UNNAMED);
    createFolders(made);
    release(made);
    Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Marks an existing folder as one that may be deleted. */
  static void release(Path folder) throws IOException {
    Path marker = folder.resolve(MARKER);
    if (Files.isDirectory(folder) && !Files.exists(marker)) {
      Files.createFile(marker, OWNER_ONLY_FILE);
    }
  }

  /** Removes the marker of a folder, so that it is never deleted. */
  static void keep(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(MARKER));
  }

  static boolean isMarker(Path file) {
    return file.endsWith(MARKER);
  }

  /** Returns whether a folder has the marker; false for a link to a folder. */
  static boolean isMarked(Path folder) {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.isRegularFile(folder.resolve(MARKER), LinkOption.NOFOLLOW_LINKS);
  }

  /** Deletes a folder and its contents if it has the marker; does not follow links. */
  public static void delete(Path folder) throws IOException {
    Path marker = folder.resolve(MARKER);
    if (!isMarked(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.equals(marker)) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            if (!visited.equals(folder)) {
              Files.delete(visited);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    deleteEmptied(folder);
  }

  private static void deleteEmptied(Path folder) throws IOException {
    Path unnamed = folder.resolveSibling(UNNAMED);
    if (!folder.equals(unnamed)) {
      Files.deleteIfExists(unnamed.resolve(MARKER));
      Files.deleteIfExists(unnamed);
      Files.move(folder, unnamed, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.delete(unnamed.resolve(MARKER));
    Files.delete(unnamed);
  }

  /** Restricts a file that another program created to its owner. */
  public static void restrict(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  static FileChannel openForWriting(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNER_ONLY_FILE);
  }

  /** Creates a file for writing. */
  public static OutputStream create(Path file) throws IOException {
    return Channels.newOutputStream(
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OWNER_ONLY_FILE));
  }

  /**
   * Returns the reason why the disk accepts no more data; empty if it does. Tests this by writing a
   * temporary file next to a file, slightly larger than the file.
   */
  public static Optional<String> refused(Path file) {
    Path probe = file.resolveSibling("." + file.getFileName() + ".probe");
    if (!Files.isDirectory(file.getParent())) {
      return Optional.empty();
    }
    try {
      byte[] block = new byte[1 << 20];
      long blocks = (Files.exists(file) ? Files.size(file) : 0) / block.length + 1;
      try (OutputStream room = create(probe)) {
        for (long written = 0; written < blocks; written++) {
          room.write(block);
        }
      }
      return Optional.empty();
    } catch (IOException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    } finally {
      probe.toFile().delete();
    }
  }

  /** Replaces a file by one rename, so that readers see either the old or the new content. */
  public static void replace(Path file, byte[] content) throws IOException {
    Path written = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(written);
    try (FileChannel channel = openForWriting(written)) {
      for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    force(file.getParent());
  }

  /** Changes the target of a symbolic link by one rename. */
  static void replaceLink(Path link, Path target) throws IOException {
    Path written = link.resolveSibling("." + link.getFileName() + ".new");
    Files.deleteIfExists(written);
    Files.createSymbolicLink(written, target);
    Files.move(written, link, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Waits until a file, or the entries of a folder, are on the disk. */
  public static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
