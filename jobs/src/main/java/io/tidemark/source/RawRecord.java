package io.tidemark.source;

import java.util.List;

/**
 * One record of a file as it stands.
 *
 * @param line the line it starts on, from 1
 * @param text the record without its line end
 * @param fields its fields, unquoted
 * @param hasBareQuote whether a quote stands inside a field that is not quoted
 * @param isTerminated whether a line end follows it
 */
record RawRecord(
    long line, String text, List<String> fields, boolean hasBareQuote, boolean isTerminated) {}
