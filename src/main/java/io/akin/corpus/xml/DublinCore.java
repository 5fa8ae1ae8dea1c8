package io.akin.corpus.xml;

import io.akin.corpus.Draft;
import io.akin.corpus.Withdrawal;
import io.akin.paper.ArxivId;
import io.akin.paper.Doi;
import io.akin.paper.Link;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Papers from simple Dublin Core, {@code oai_dc}, which every OAI-PMH server knows. What its fields
 * hold differs from server to server; of arXiv's records more is known than of others.
 */
final class DublinCore {
  private static final String ARXIV = "oai:arXiv.org:";
  private static final String COMMENT = "Comment:";
  private static final Pattern SEMICOLON = Pattern.compile(";");
  private static final int MAX_KEYWORDS = 1_000;

  private DublinCore() {}

  /**
   * A paper.
   *
   * @param identifier the record's own in the server, such as {@code oai:arXiv.org:0806.4129}
   * @param sets the sets the record belongs to; arXiv's are its categories
   */
  static Draft draft(Element metadata, String identifier, List<Element> sets) {
    boolean isArxiv = identifier.startsWith(ARXIV);
    List<String> descriptions = texts(metadata, "description");
    String abstractText =
        descriptions.stream().filter(text -> !text.startsWith(COMMENT)).findFirst().orElse("");
    Draft draft = new Draft(metadata.textOf("title")).abstractText(abstractText);
    if (isArxiv) {
      draft.arxivId(identifier.substring(ARXIV.length()));
      descriptions.remove(abstractText);
      draft.withdrawn(
          Withdrawal.isNoticed(
              String.join("\n", descriptions).replace(COMMENT, "").strip(), abstractText));
      sets.forEach(set -> draft.category(category(set.text().strip())));
    } else if (identifier.startsWith("oai:")) {
      draft.sourceId("oai", identifier.substring("oai:".length()));
      texts(metadata, "source").stream()
          .filter(text -> !text.contains("://"))
          .limit(1)
          .forEach(draft::venue);
    }
    texts(metadata, "creator").forEach(name -> draft.author(AuthorNames.spoken(name)));
    for (String subject : texts(metadata, "subject")) {
      SEMICOLON.splitAsStream(subject).limit(MAX_KEYWORDS).forEach(draft::keyword);
    }
    texts(metadata, "language").stream().limit(1).forEach(draft::language);
    dates(draft, texts(metadata, "date"), isArxiv);
    texts(metadata, "identifier").forEach(text -> identifier(draft, text, isArxiv));
    return draft;
  }

  private static List<String> texts(Element metadata, String name) {
    List<String> texts = new ArrayList<>();
    metadata.children(name).forEach(child -> texts.add(child.text().strip()));
    texts.removeIf(String::isEmpty);
    return texts;
  }

  /** {@code cs.CL} of {@code cs:cs:CL}, {@code hep-th} of {@code physics:hep-th}. */
  private static String category(String set) {
    String[] parts = set.split(":", -1);
    return switch (parts.length) {
      case 3 -> parts[1] + "." + parts[2];
      case 2 -> parts[1];
      default -> ""; // a whole group says nothing that is worth keeping
    };
  }

  /**
   * Of arXiv's dates the first is the first version's; other servers' later dates are their own.
   */
  private static void dates(Draft draft, List<String> dates, boolean isArxiv) {
    List<PublicationDate> days = new ArrayList<>();
    for (String date : dates) {
      try {
        days.add(PublicationDate.parse(date));
      } catch (IllegalArgumentException _) {
        draft.leaveOut("date", date);
      }
    }
    days.sort(null);
    if (!days.isEmpty()) {
      draft.published(days.getFirst().toString());
    }
    if (isArxiv && days.size() > 1) {
      draft.updated(days.getLast().toString());
    }
  }

  private static void identifier(Draft draft, String text, boolean isArxiv) {
    Optional<PaperId> id = PaperId.parse(text);
    if (id.isPresent() && id.get() instanceof ArxivId) {
      draft.arxivId(text);
    } else if (id.isPresent() && id.get() instanceof Doi) {
      draft.doi(text);
    } else if (text.startsWith("http://") || text.startsWith("https://")) {
      draft.link(Link.Kind.PAGE, text);
    } else if (isArxiv) {
      draft.venue(text); // its journal reference
    }
  }
}
