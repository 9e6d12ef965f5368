package io.tidemark.source.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tidemark.config.Nearest;
import io.tidemark.errors.Errors;
import io.tidemark.util.Checksums;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Maps the exports of a billing system to our fields: the header names of each {@link Field}, in
 * order of preference, and the format of values. Immutable and always valid.
 */
public record Profile(
    ValueFormat format,
    Map<String, List<String>> invoices,
    Map<String, List<String>> customers,
    Map<String, List<String>> adjustments) {
  private static final ObjectMapper YAML =
      JsonMapper.builder(new YAMLFactory())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .build();

  /**
   * Creates a profile.
   *
   * @throws io.tidemark.errors.UserError with every unknown field and every required field that is
   *     not mapped
   */
  public Profile(
      @JsonProperty("format") ValueFormat format,
      @JsonProperty("invoices") Map<String, List<String>> invoices,
      @JsonProperty("customers") Map<String, List<String>> customers,
      @JsonProperty("adjustments") Map<String, List<String>> adjustments) {
    this.format = Objects.requireNonNullElse(format, ValueFormat.unsaid());
    this.invoices = Map.copyOf(Objects.requireNonNullElse(invoices, Map.of()));
    this.customers = Map.copyOf(Objects.requireNonNullElse(customers, Map.of()));
    List<String> problems = new ArrayList<>(this.format.problems());
    this.adjustments = Map.copyOf(Objects.requireNonNullElse(adjustments, Map.of()));
    if (this.adjustments.isEmpty()) {
      problems.addAll(problems(FileKind.INVOICES, this.invoices));
      problems.addAll(problems(FileKind.CUSTOMERS, this.customers));
    } else {
      problems.addAll(problems(FileKind.ADJUSTMENTS, this.adjustments));
    }
    if (!problems.isEmpty()) {
      throw Errors.configuration(problems);
    }
  }

  /** Returns whether a profile of this name is bundled with Tidemark. */
  public static boolean isBundled(String source) {
    return Profile.class.getResource(resource(source)) != null;
  }

  private static String resource(String source) {
    return "/conf/sources/" + source + ".yaml";
  }

  /** Returns the profile of manual adjustments, which does not depend on the billing system. */
  public static Profile ofAdjustments() {
    return read(text("adjustments"));
  }

  /**
   * Returns the YAML of a profile.
   *
   * @param source the name of a bundled profile, or the path of a YAML file
   * @throws io.tidemark.errors.UserError if it is neither
   */
  public static String text(String source) {
    try (InputStream yaml = Profile.class.getResourceAsStream(resource(source))) {
      if (yaml != null) {
        return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
      }
      return Files.readString(Path.of(source));
    } catch (IOException unreadable) {
      throw Errors.unreadable(
          source, "It is not a bundled profile (such as stripe) or a readable YAML file.");
    }
  }

  /**
   * Parses the YAML of a profile.
   *
   * @throws io.tidemark.errors.UserError if a key is unknown or duplicate, a required field is not
   *     mapped, or the text is not YAML
   */
  public static Profile parse(String yaml) {
    Profile profile = read(yaml);
    if (!profile.adjustments().isEmpty()) {
      throw Errors.configuration(List.of("source profile: adjustments have a separate profile"));
    }
    return profile;
  }

  private static Profile read(String yaml) {
    try {
      return YAML.readValue(yaml, Profile.class);
    } catch (JsonProcessingException invalid) {
      if (invalid.getCause() instanceof io.tidemark.errors.UserError problem) {
        throw problem;
      }
      throw Errors.configuration(List.of("source profile: " + invalid.getOriginalMessage()));
    }
  }

  /** Returns a hash that is equal for profiles that read files of a kind in the same way. */
  public String hash(FileKind kind) {
    String text = format.sorted() + " " + new TreeMap<>(of(kind));
    return Checksums.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the header names of a field, in order of preference; empty if it is not mapped. */
  public List<String> headersOf(FileKind kind, Field field) {
    return of(kind).getOrDefault(field.name(), List.of());
  }

  /** Returns every mapped header name of a kind. */
  public List<String> headersOf(FileKind kind) {
    return of(kind).values().stream().flatMap(List::stream).distinct().toList();
  }

  private Map<String, List<String>> of(FileKind kind) {
    return switch (kind) {
      case INVOICES -> invoices;
      case CUSTOMERS -> customers;
      case ADJUSTMENTS -> adjustments;
    };
  }

  private static List<String> problems(FileKind kind, Map<String, List<String>> headers) {
    List<String> names = kind.fields().stream().map(Field::name).toList();
    List<String> problems = new ArrayList<>();
    headers.keySet().stream()
        .filter(name -> !names.contains(name))
        .sorted()
        .map(name -> kind.text() + "." + name + ": no such field" + Nearest.hint(name, names))
        .forEach(problems::add);
    kind.fields().stream()
        .filter(field -> field.isRequired() && !headers.containsKey(field.name()))
        .map(field -> kind.text() + "." + field.name() + ": must list at least one header")
        .forEach(problems::add);
    kind.fields().stream()
        .filter(Field::isGathered)
        .flatMap(field -> headers.getOrDefault(field.name(), List.of()).stream())
        .filter(pattern -> !MetadataColumns.isPattern(pattern))
        .map(pattern -> kind.text() + ".metadata: \"" + pattern + "\" must have one *")
        .forEach(problems::add);
    return problems;
  }
}
