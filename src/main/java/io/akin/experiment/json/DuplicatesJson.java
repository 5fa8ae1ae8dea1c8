package io.akin.experiment.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.experiment.DuplicateGroup;
import io.akin.experiment.DuplicateReport;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.util.Locale;

/**
 * A report of papers that are nearly the same, for programs.
 *
 * <pre>
 * {"corpus": "5f0c...", "papers": 258, "groups": [{"papers": [{"id", "title", "published"}, ...],
 *  "smallest_cosine": 0.93, "largest_cosine": 0.99, "why": ["title", "text"]}]}
 * </pre>
 */
public final class DuplicatesJson {
  private DuplicatesJson() {}

  /** Writes one; {@code published} is missing where it is not known. */
  public static ObjectNode write(DuplicateReport report) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("corpus", report.corpus());
    node.put("papers", report.papers());
    ArrayNode groups = node.putArray("groups");
    for (DuplicateGroup group : report.groups()) {
      ObjectNode one = groups.addObject();
      ArrayNode papers = one.putArray("papers");
      for (Paper paper : group.papers()) {
        ObjectNode member = papers.addObject();
        member.put("id", paper.id().text()).put("title", paper.title());
        paper.published().map(PublicationDate::toString).ifPresent(d -> member.put("published", d));
      }
      one.put("smallest_cosine", group.smallestCosine());
      one.put("largest_cosine", group.largestCosine());
      ArrayNode why = one.putArray("why");
      group.why().forEach(reason -> why.add(reason.name().toLowerCase(Locale.ROOT)));
    }
    return node;
  }
}
