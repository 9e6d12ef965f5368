package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

/** What is logged cannot look like another line of the log, whoever's id is in it. */
class LogLinesTest {
  private static final String HOSTILE = "cus_1\r\n12:00:00 INFO Runs: published";

  @Test
  void aMessageIsOneLine() throws IOException {
    String logged = logged(new SimpleMessage("no such customer: " + HOSTILE), null);

    assertThat(logged).hasLineCount(1).contains("cus_1\\r\\n12:00:00");
  }

  @Test
  void anExceptionIsOneLineWithIt() throws IOException {
    String logged =
        logged(new SimpleMessage("task failed"), new IllegalStateException("of " + HOSTILE));

    assertThat(logged)
        .hasLineCount(1)
        .contains("task failed java.lang.IllegalStateException: of cus_1\\r\\n12:00:00")
        .contains("LogLinesTest.anExceptionIsOneLineWithIt");
  }

  private static String logged(SimpleMessage message, Throwable thrown) throws IOException {
    Properties properties = new Properties();
    properties.load(Files.newBufferedReader(Path.of("conf", "log4j2.properties")));
    PatternLayout layout =
        PatternLayout.newBuilder()
            .withPattern(properties.getProperty("appender.stderr.layout.pattern"))
            .build();
    LogEvent event =
        Log4jLogEvent.newBuilder()
            .setLoggerName("io.tidemark.Test")
            .setLevel(Level.WARN)
            .setMessage(message)
            .setThrown(thrown)
            .build();
    return layout.toSerializable(event);
  }
}
