package io.tidemark.source.csv;

import io.tidemark.tables.QualityCheck;

/** Something unusual in a file that is accepted nevertheless. */
public record FileFinding(QualityCheck check, String example) {}
