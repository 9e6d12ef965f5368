package io.tidemark.source.csv;

import io.tidemark.tables.QualityCheck;

/** Something worth knowing of a file that is accepted all the same. */
public record FileFinding(QualityCheck check, String example) {}
