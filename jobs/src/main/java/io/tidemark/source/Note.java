package io.tidemark.source;

import io.tidemark.tables.QualityCheck;

/** Something worth knowing of a file that is accepted all the same. */
public record Note(QualityCheck check, String example) {}
