package io.tidemark.config;

import java.util.function.Function;

/**
 * A setting of the policy, declared once: its key, default, rule and help.
 *
 * @param key as written in the policy file and in {@code --set key=value}
 * @param defaultText the default, as one would write it
 * @param rule what a valid value is; completes "must be ..."
 * @param parse turns the text into the value; throws {@link RuntimeException} where it breaks the
 *     rule
 * @param help what it decides, for the policy file
 */
public record Setting<T>(
    String key, String defaultText, String rule, Function<String, T> parse, String help) {}
