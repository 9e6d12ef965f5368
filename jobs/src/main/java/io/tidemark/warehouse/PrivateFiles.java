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
 * Files and folders for their owner only, written so that they outlast a crash. Only folders that
 * carry our marker are ever deleted.
 */
public final class PrivateFiles {
  private static final String MARKER = ".tidemark";

  /** What a folder is called while it has no marker yet, or no longer: the next one becomes it. */
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
   * Creates a folder that may be deleted later; fails where it exists. It appears with its marker,
   * so that none is left behind without.
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

  /** Marks a folder that exists as one that may be deleted. */
  static void release(Path folder) throws IOException {
    Path marker = folder.resolve(MARKER);
    if (Files.isDirectory(folder) && !Files.exists(marker)) {
      Files.createFile(marker, OWNER_ONLY_FILE);
    }
  }

  /** Keeps a folder for good. */
  static void keep(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(MARKER));
  }

  static boolean isMarker(Path file) {
    return file.endsWith(MARKER);
  }

  /** Whether a folder, and no link to one, carries our marker. */
  static boolean isMarked(Path folder) {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.isRegularFile(folder.resolve(MARKER), LinkOption.NOFOLLOW_LINKS);
  }

  /** Deletes a folder with everything in it, where it carries our marker; follows no link. */
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

  /** Takes a file that something else made from everybody but its owner. */
  public static void restrict(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  static FileChannel openForWriting(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNER_ONLY_FILE);
  }

  /** A new file to write. */
  public static OutputStream create(Path file) throws IOException {
    return Channels.newOutputStream(
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OWNER_ONLY_FILE));
  }

  /**
   * Why a disk takes no more, found out by writing beside a file as much as it holds, and a little;
   * empty where that fits.
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

  /** Replaces a file by one rename: whoever reads it sees the old content or the new one. */
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

  /** Points a symbolic link elsewhere by one rename. */
  static void replaceLink(Path link, Path target) throws IOException {
    Path written = link.resolveSibling("." + link.getFileName() + ".new");
    Files.deleteIfExists(written);
    Files.createSymbolicLink(written, target);
    Files.move(written, link, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Waits until the disk holds a file, or the entries of a folder. */
  public static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
