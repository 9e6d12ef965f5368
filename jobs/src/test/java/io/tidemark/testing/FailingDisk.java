package io.tidemark.testing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.CopyOption;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.tests.mockfile.FilterFileChannel;
import org.apache.lucene.tests.mockfile.FilterFileSystemProvider;

/**
 * The disk of this machine, until it breaks: the n-th change and all later ones fail. Where the
 * n-th is a write, half of it arrives.
 */
public final class FailingDisk extends FilterFileSystemProvider {
  private static final Set<StandardOpenOption> CHANGING =
      Set.of(
          StandardOpenOption.WRITE,
          StandardOpenOption.APPEND,
          StandardOpenOption.CREATE,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.TRUNCATE_EXISTING);

  private final int firstFailure;
  private final String why;
  private final Set<Path> unforced = Collections.synchronizedSet(new TreeSet<>());
  private final Set<Path> forced = Collections.synchronizedSet(new TreeSet<>());
  private int changes;
  private Path brokenAt;

  /**
   * A disk that breaks.
   *
   * @param firstFailure the first change that fails, from 1
   * @param why as the system would say it
   */
  public FailingDisk(int firstFailure, String why) {
    super("failing://", FileSystems.getDefault());
    this.firstFailure = firstFailure;
    this.why = why;
  }

  /** The same place, on this disk. */
  public Path path(Path real) {
    return wrapPath(real);
  }

  /** How often something was changed, or was to be. */
  public synchronized int changes() {
    return changes;
  }

  public boolean hasFailed() {
    return changes() >= firstFailure;
  }

  /** What the first change that failed was to change; empty while the disk is whole. */
  public synchronized Optional<Path> brokenAt() {
    return Optional.ofNullable(brokenAt);
  }

  /** The files and folders that somebody waited for until the disk held them. */
  public Set<Path> forced() {
    return Set.copyOf(forced);
  }

  /** A stream to a file, for what does not write to this disk by itself. */
  public OutputStream breaking(Path file, OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        try {
          change(file);
        } catch (Broken broken) {
          out.write(bytes, from, broken.isFirst ? length / 2 : 0);
          throw broken;
        }
        out.write(bytes, from, length);
      }
    };
  }

  /** What a power failure may do: content that nobody waited for never reached the disk. */
  public void losePower() throws IOException {
    for (Path file : unforced) {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
      }
    }
  }

  /** Counts a change that something makes to this machine's disk itself, and lets it fail. */
  public synchronized void change(Path file) throws Broken {
    changes++;
    if (changes == firstFailure) {
      brokenAt = file;
    }
    if (hasFailed()) {
      throw new Broken(why, changes == firstFailure);
    }
  }

  /** What the system says. */
  private static final class Broken extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean isFirst;

    private Broken(String why, boolean isFirst) {
      super(why);
      this.isFirst = isFirst;
    }
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    change(toDelegate(folder));
    super.createDirectory(folder, attributes);
  }

  @Override
  public void delete(Path file) throws IOException {
    change(toDelegate(file));
    super.delete(file);
    unforced.remove(toDelegate(file));
  }

  @Override
  public boolean deleteIfExists(Path file) throws IOException {
    if (!Files.exists(toDelegate(file), LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    delete(file);
    return true;
  }

  @Override
  public void move(Path from, Path to, CopyOption... options) throws IOException {
    change(toDelegate(to));
    super.move(from, to, options);
    if (unforced.remove(toDelegate(from))) {
      unforced.add(toDelegate(to));
    } else {
      unforced.remove(toDelegate(to));
    }
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    change(toDelegate(link));
    super.createSymbolicLink(link, target, attributes);
  }

  @Override
  public void setAttribute(Path file, String name, Object value, LinkOption... options)
      throws IOException {
    change(toDelegate(file));
    super.setAttribute(file, name, value, options);
  }

  @Override
  public OutputStream newOutputStream(Path file, OpenOption... options) throws IOException {
    Set<StandardOpenOption> writing =
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    return Channels.newOutputStream(newFileChannel(file, writing));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path file, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(file, options, attributes);
  }

  @Override
  public FileChannel newFileChannel(
      Path file, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (options.stream().anyMatch(CHANGING::contains)) {
      change(toDelegate(file));
    }
    return new Channel(toDelegate(file), super.newFileChannel(file, options, attributes));
  }

  private final class Channel extends FilterFileChannel {
    private final Path file;

    Channel(Path file, FileChannel channel) {
      super(channel);
      this.file = file;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      unforced.add(file);
      try {
        change(file);
      } catch (Broken broken) {
        if (broken.isFirst) {
          super.write(bytes.slice(bytes.position(), bytes.remaining() / 2));
        }
        throw broken;
      }
      return super.write(bytes);
    }

    @Override
    public void force(boolean metadata) throws IOException {
      change(file);
      super.force(metadata);
      unforced.remove(file);
      forced.add(file);
    }
  }
}
