package io.akin.index;

import java.util.List;

/**
 * The papers that answer a query best.
 *
 * @param candidates the highest score first, equal ones by identifier
 * @param exact whether every paper that passes the filter was scored; otherwise those alone that a
 *     walk of the graph and the words led to
 */
public record Shortlist(List<Candidate> candidates, boolean exact) {
  public Shortlist {
    candidates = List.copyOf(candidates);
  }
}
