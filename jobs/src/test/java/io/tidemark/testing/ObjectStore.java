package io.tidemark.testing;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** A store that speaks S3 and asks for credentials: S3Proxy, a process of its own on loopback. */
public final class ObjectStore implements AutoCloseable {
  public static final String BUCKET = "tidemark-test";
  public static final String SECRET = "correct-horse-battery";

  private static final String KEY = "tidemark";
  private static final Path SERVER = Path.of("target", "s3proxy", "s3proxy.jar").toAbsolutePath();
  private static final Pattern LISTENS = Pattern.compile("Started .*\\{127\\.0\\.0\\.1:(\\d+)}");
  private static final Pattern CLIENT =
      Pattern.compile(
          "/hadoop-aws-|/software/amazon/|/httpcomponents/|/commons-(logging|codec)/|/reactive-streams/");
  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  private final Path data;
  private final Process process;
  private final int port;

  private ObjectStore(Path folder) throws IOException {
    this.data = folder.resolve("data");
    Files.createDirectories(data.resolve(BUCKET));
    Path settings = folder.resolve("s3proxy.conf");
    Files.write(
        settings,
        List.of(
            "s3proxy.endpoint=http://127.0.0.1:0",
            "s3proxy.authorization=aws-v2-or-v4",
            "s3proxy.identity=" + KEY,
            "s3proxy.credential=" + SECRET,
            "jclouds.provider=filesystem-nio2",
            "jclouds.filesystem.basedir=" + data));
    Path log = folder.resolve("s3proxy.log");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    this.process =
        new ProcessBuilder(
                java, "-Xmx256m", "-jar", SERVER.toString(), "--properties", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    this.port = port(log);
  }

  /** Starts a store with one empty bucket, and waits until it answers. */
  public static ObjectStore start(Path folder) throws IOException {
    return new ObjectStore(folder);
  }

  /** What a caller has to have in its environment. */
  public static Map<String, String> credentials() {
    return Map.of("AWS_ACCESS_KEY_ID", KEY, "AWS_SECRET_ACCESS_KEY", SECRET);
  }

  /** What Hadoop needs to speak to any store of that kind, for {@code --jars}. */
  public static String client() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> CLIENT.matcher(entry).find())
        .collect(Collectors.joining(","));
  }

  /** Settings of Hadoop, beside the credentials. */
  public Map<String, String> settings() {
    return Map.of(
        "fs.s3a.endpoint", "http://127.0.0.1:" + port,
        "fs.s3a.endpoint.region", "us-east-1",
        "fs.s3a.path.style.access", "true",
        "fs.s3a.attempts.maximum", "2",
        "fs.s3a.retry.limit", "1");
  }

  /** Puts a file of this machine into the bucket. */
  public void put(Path file, String key) throws IOException {
    Configuration hadoop = new Configuration();
    settings().forEach(hadoop::set);
    hadoop.set("fs.s3a.access.key", KEY);
    hadoop.set("fs.s3a.secret.key", SECRET);
    URI bucket = URI.create("s3a://" + BUCKET + "/");
    try (FileSystem system = FileSystem.newInstance(bucket, hadoop)) {
      system.copyFromLocalFile(
          new org.apache.hadoop.fs.Path(file.toUri()),
          new org.apache.hadoop.fs.Path(bucket.resolve(key)));
    }
  }

  /** What the store holds, as the files it keeps. */
  public List<Path> contents() throws IOException {
    try (Stream<Path> walk = Files.walk(data.resolve(BUCKET))) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private int port(Path log) throws IOException {
    Instant end = Instant.now().plus(LONGEST_START);
    while (Instant.now().isBefore(end)) {
      Matcher listens = LISTENS.matcher(Files.readString(log));
      if (listens.find()) {
        return Integer.parseInt(listens.group(1));
      }
      pause();
    }
    close();
    throw new AssertionError("It does not start: " + Files.readString(log));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }
}
