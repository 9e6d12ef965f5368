package io.tidemark.warehouse;

import java.io.Serializable;

/**
 * A file with rows of a Delta table that a task wrote. It is part of the table only after {@link
 * Warehouse#commit}.
 *
 * @param name its path relative to the table
 * @param modifiedAt in milliseconds since 1970
 */
public record DataFile(String name, long bytes, long modifiedAt, long rows)
    implements Serializable {}
