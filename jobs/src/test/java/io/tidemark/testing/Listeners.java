package io.tidemark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where a process listens, as Linux tells it: {@code /proc/PID/net} and {@code /proc/PID/fd}. */
public final class Listeners {
  private static final String LISTENING = "0A";
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

  private Listeners() {}

  /** The addresses a process listens on at this moment, {@code /proc}'s own way. */
  public static Set<String> of(Process process) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    Set<String> addresses = new TreeSet<>();
    try {
      Set<String> sockets = sockets(proc.resolve("fd"));
      for (String protocol : List.of("tcp", "tcp6")) {
        for (String line : Files.readAllLines(proc.resolve("net").resolve(protocol))) {
          String[] fields = line.strip().split("\\s+");
          if (fields[3].equals(LISTENING) && sockets.contains("socket:[" + fields[9] + "]")) {
            addresses.add(fields[1]);
          }
        }
      }
    } catch (IOException | UncheckedIOException endedMeanwhile) {
      return addresses;
    }
    return addresses;
  }

  /** Whether nobody but this machine reaches an address. */
  public static boolean isLoopback(String address) {
    return LOOPBACK.contains(address.substring(0, address.indexOf(':')));
  }

  private static Set<String> sockets(Path descriptors) throws IOException {
    Set<String> sockets = new TreeSet<>();
    try (Stream<Path> open = Files.list(descriptors)) {
      for (Path descriptor : open.toList()) {
        try {
          sockets.add(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException closedMeanwhile) {
          continue;
        }
      }
    }
    return sockets;
  }
}
