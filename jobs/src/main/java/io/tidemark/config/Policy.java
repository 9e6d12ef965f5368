package io.tidemark.config;

import io.tidemark.errors.Errors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The value of every {@link Settings setting}; part of a run's identity. Immutable and always
 * valid.
 */
public final class Policy {
  private final SortedMap<String, String> texts;
  private final Map<Setting<?>, Object> values = new HashMap<>();

  private Policy(Map<String, String> given) {
    List<String> problems = new ArrayList<>();
    SortedMap<String, String> complete = new TreeMap<>();
    for (Setting<?> setting : Settings.all()) {
      String text = given.getOrDefault(setting.key(), setting.defaultText()).trim();
      complete.put(setting.key(), text);
      try {
        values.put(setting, setting.parse().apply(text));
      } catch (RuntimeException invalid) {
        problems.add(setting.key() + ": \"" + text + "\" must be " + setting.rule());
      }
    }
    given.keySet().stream()
        .filter(key -> !complete.containsKey(key))
        .sorted()
        .forEach(key -> problems.add(key + ": no such key" + Nearest.hint(key, complete.keySet())));
    if (!problems.isEmpty()) {
      throw Errors.configuration(problems);
    }
    this.texts = Collections.unmodifiableSortedMap(complete);
  }

  /** Returns the policy with every setting at its default. */
  public static Policy defaults() {
    return new Policy(Map.of());
  }

  /**
   * Returns a policy from values as text, by key; missing keys have their default.
   *
   * @throws io.tidemark.errors.UserError with every unknown key and every invalid value at once
   */
  public static Policy of(Map<String, String> given) {
    return new Policy(given);
  }

  /** Returns the value of a setting. */
  @SuppressWarnings("unchecked") // put there by the setting's own parser
  public <T> T get(Setting<T> setting) {
    return (T) values.get(setting);
  }

  /** Returns every key with its value as text, sorted, as recorded in the manifest. */
  public SortedMap<String, String> texts() {
    return texts;
  }
}
