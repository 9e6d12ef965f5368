package io.tidemark.run;

import io.tidemark.util.Checksums;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Identifies the code independently of its version number. */
final class CodeFingerprint {
  static final String OF_THIS_CODE = of(InstallDir.code());

  private CodeFingerprint() {}

  /**
   * Computes a hash of the name and content of every entry. It excludes the time of the build and
   * the manifest, which contains the version number.
   *
   * @param code a jar or a folder of classes
   */
  static String of(Path code) {
    try {
      return Checksums.sha256(Files.isDirectory(code) ? ofFolder(code) : ofJar(code));
    } catch (IOException unreadable) {
      throw new IllegalStateException("cannot read " + code, unreadable);
    }
  }

  private static List<String> ofJar(Path jar) throws IOException {
    try (JarFile opened = new JarFile(jar.toFile())) {
      return opened.stream()
          .filter(entry -> !entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME))
          .map(entry -> entry.getName() + " " + entry.getCrc())
          .sorted()
          .toList();
    }
  }

  private static List<String> ofFolder(Path folder) throws IOException {
    List<String> entries = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        CRC32 sum = new CRC32();
        try (InputStream content = Files.newInputStream(file)) {
          sum.update(content.readAllBytes());
        }
        entries.add(folder.relativize(file) + " " + sum.getValue());
      }
    }
    return entries;
  }
}
