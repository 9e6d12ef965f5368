package io.tidemark.outputs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
import java.util.Set;

/**
 * Files and folders for their owner only, written so that they outlast a crash. Only folders that
 * carry our marker are ever deleted.
 */
final class OwnFiles {
  private static final String MARKER = ".tidemark";
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private OwnFiles() {}

  static void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder, OWNER_ONLY_FOLDER);
  }

  /** Creates a folder that may be deleted later; fails where it exists. */
  static void createDeletable(Path folder) throws IOException {
    Files.createDirectory(folder, OWNER_ONLY_FOLDER);
    Files.createFile(folder.resolve(MARKER), OWNER_ONLY_FILE);
  }

  /** Keeps a folder for good. */
  static void keep(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(MARKER));
  }

  static boolean isMarker(Path file) {
    return file.endsWith(MARKER);
  }

  /** Deletes a folder with everything in it, where it carries our marker; follows no link. */
  static void delete(Path folder) throws IOException {
    Path marker = folder.resolve(MARKER);
    if (!Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)) {
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
            if (visited.equals(folder)) {
              Files.delete(marker);
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Takes a file that something else made from everybody but its owner. */
  static void restrict(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  static FileChannel openForWriting(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNER_ONLY_FILE);
  }

  /** Replaces a file by one rename: whoever reads it sees the old content or the new one. */
  static void replace(Path file, byte[] content) throws IOException {
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
  static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
