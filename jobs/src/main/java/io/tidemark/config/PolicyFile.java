package io.tidemark.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.tidemark.errors.Errors;
import io.tidemark.errors.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.WordUtils;

/**
 * Reads the policy from YAML. Nested keys are joined by dots, values are kept as their text, and
 * the values of a list are joined by commas.
 */
public final class PolicyFile {
  private static final String DEFAULTS = "/conf/tidemark.yaml";
  private static final String HEADER =
      """
      # The policy: every setting with its default. The manifest of a run lists the settings it used.
      # A file for --policy needs only the settings that differ; --set key=value overrides both, e.g.
      # --set history=invoiced. Nested keys are joined by dots: --set fx.mode=daily.
      """;
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private PolicyFile() {}

  /**
   * Returns the policy of {@code conf/tidemark.yaml}, overridden by a file, overridden by single
   * settings.
   *
   * @throws io.tidemark.errors.UserError if the file cannot be read or is not YAML, keys are
   *     unknown or values invalid; with all problems at once
   */
  public static Policy load(Optional<Path> file, Map<String, String> settings) {
    Problems problems = new Problems();
    Map<String, String> texts = new LinkedHashMap<>(parse(defaults(), DEFAULTS));
    file.flatMap(path -> problems.attempt(() -> parse(read(path), path.toString())))
        .ifPresent(texts::putAll);
    texts.putAll(settings);
    Optional<Policy> policy = problems.attempt(() -> Policy.of(texts));
    problems.refuse();
    return policy.orElseThrow();
  }

  private static String defaults() {
    try (InputStream resource = PolicyFile.class.getResourceAsStream(DEFAULTS)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException damaged) {
      throw new IllegalStateException(damaged);
    }
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException unreadable) {
      throw Errors.unreadable(
          path.toString(), "It is not a readable UTF-8 file: " + unreadable.getMessage());
    }
  }

  /** Returns the text of {@code conf/tidemark.yaml}: every key, documented and at its default. */
  static String document() {
    StringBuilder yaml = new StringBuilder(HEADER);
    String group = "";
    for (Setting<?> setting : Settings.all()) {
      int dot = setting.key().lastIndexOf('.') + 1;
      String prefix = setting.key().substring(0, dot);
      String indent = dot == 0 ? "" : "  ";
      yaml.append('\n');
      if (!prefix.isEmpty() && !prefix.equals(group)) {
        yaml.append(prefix, 0, dot - 1).append(":\n");
      }
      group = prefix;
      for (String line : WordUtils.wrap(setting.help(), 95).split("\n")) {
        yaml.append(indent).append("# ").append(line).append('\n');
      }
      yaml.append(indent).append("# Value: ").append(setting.rule()).append(".\n");
      yaml.append(indent).append(setting.key().substring(dot)).append(": ");
      yaml.append(setting.defaultText()).append('\n');
    }
    return yaml.toString();
  }

  static Map<String, String> parse(String yaml, String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    try (YAMLParser parser = YAML.createParser(yaml)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        readObject(parser, "", texts);
        first = parser.nextToken();
      }
      if (first != null) {
        throw Errors.configuration(List.of(name + ": must contain unique keys with values"));
      }
    } catch (JacksonException malformed) {
      int line = malformed.getLocation() == null ? 0 : malformed.getLocation().getLineNr();
      String problem = malformed.getOriginalMessage().lines().findFirst().orElse("");
      throw Errors.configuration(List.of(name + ", line " + line + ": " + problem));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return texts;
  }

  private static void readObject(YAMLParser parser, String prefix, Map<String, String> texts)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = prefix + parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT) {
        readObject(parser, key + ".", texts);
      } else if (texts.put(key, readValue(parser, value)) != null) {
        throw new JsonParseException(parser, "Duplicate field '" + key + "'");
      }
    }
  }

  private static String readValue(YAMLParser parser, JsonToken token) throws IOException {
    if (token.isScalarValue()) {
      return parser.getText();
    }
    List<String> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isScalarValue()) {
        throw new JsonParseException(parser, "A list may contain plain values only");
      }
      values.add(parser.getText());
    }
    return String.join(", ", values);
  }
}
