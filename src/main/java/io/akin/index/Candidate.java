package io.akin.index;

import io.akin.embedding.Embedding;
import io.akin.paper.LocalId;
import io.akin.paper.PaperId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A paper that may be shown, with what ranking needs to know of it.
 *
 * @param handle names it to the view it comes from, and to no other
 * @param title the hash of its title
 * @param published the first day of its date
 * @param score see {@link ExampleQuery}
 */
public record Candidate(
    int handle,
    PaperId id,
    LocalId title,
    Embedding embedding,
    Optional<LocalDate> published,
    OptionalInt upvotes,
    double score) {}
