package io.tidemark.config;

import java.util.function.Function;

/**
 * A setting of the policy, declared once: its key, default, rule and help.
 *
 * @param key as written in the policy file and in {@code --set key=value}
 * @param defaultText the default, as a user would write it
 * @param rule the definition of a valid value; completes "must be ..."
 * @param parse turns the text into the value; throws {@link RuntimeException} if it violates the
 *     rule
 * @param help the effect of the setting, for the policy file
 */
public record Setting<T>(
    String key, String defaultText, String rule, Function<String, T> parse, String help) {}
