package io.tidemark.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What can happen to a file on its disk. */
public enum Damage {
  TRUNCATED {
    @Override
    byte[] of(byte[] content) {
      return Arrays.copyOf(content, content.length / 2);
    }
  },
  ZEROED {
    @Override
    byte[] of(byte[] content) {
      return new byte[content.length];
    }
  },
  ONE_BIT_FLIPPED {
    @Override
    byte[] of(byte[] content) {
      byte[] changed = content.clone();
      changed[new Random(content.length).nextInt(content.length)] ^= 1;
      return changed;
    }
  };

  abstract byte[] of(byte[] content);

  /** Damages a file; false where it is empty and there is nothing to damage. */
  public boolean of(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    if (content.length > 0) {
      Files.write(file, of(content));
    }
    return content.length > 0;
  }

  /** Every file of a run but its manifest, and of the Delta tables but what no version needs. */
  public static List<Path> published(Path warehouse, Path run) throws IOException {
    List<Path> files = new ArrayList<>(files(run));
    files.removeIf(file -> file.endsWith("manifest.json"));
    files.addAll(files(warehouse.resolve("delta")));
    files.removeIf(file -> file.getFileName().toString().contains("_last_checkpoint"));
    return files;
  }

  /** A copy of a folder. */
  public static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path file : walk.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()), LinkOption.NOFOLLOW_LINKS);
      }
    }
    return to;
  }

  /** The bytes of a file as text to search in. */
  public static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }
}
