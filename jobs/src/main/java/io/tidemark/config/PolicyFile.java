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

/**
 * Reads the policy from YAML. Nested keys are joined by dots, values are kept as their text, and
 * the values of a list are joined by commas.
 */
public final class PolicyFile {
  private static final String DEFAULTS = "/conf/tidemark.yaml";
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
