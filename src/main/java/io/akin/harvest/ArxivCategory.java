package io.akin.harvest;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A category of arXiv such as {@code cs.CL}, or a whole archive such as {@code cs}.
 *
 * @param name as arXiv writes it; capitals count
 * @see <a href="https://arxiv.org/category_taxonomy">arXiv's categories</a>
 */
public record ArxivCategory(String name) {
  private static final Pattern FORM =
      Pattern.compile("([a-z]+(?:-[a-z]+)?)(?:\\.([A-Za-z-]{2,12}))?");

  /** Archives that are groups of their own. */
  private static final Set<String> GROUPS =
      Set.of("cs", "econ", "eess", "math", "q-bio", "q-fin", "stat");

  /** Archives of the group {@code physics}. */
  private static final Set<String> PHYSICS =
      Set.of(
          "astro-ph",
          "cond-mat",
          "gr-qc",
          "hep-ex",
          "hep-lat",
          "hep-ph",
          "hep-th",
          "math-ph",
          "nlin",
          "nucl-ex",
          "nucl-th",
          "physics",
          "quant-ph");

  public ArxivCategory {
    Matcher matcher = FORM.matcher(name);
    if (!matcher.matches()
        || (!GROUPS.contains(matcher.group(1)) && !PHYSICS.contains(matcher.group(1)))) {
      throw new IllegalArgumentException(
          "want a category of arXiv such as cs.CL, math.AG or hep-th, or an archive such as cs, got "
              + name);
    }
  }

  /** The OAI-PMH set: {@code cs:cs:CL}, {@code physics:hep-th}, or {@code cs} for all of it. */
  public String set() {
    int dot = name.indexOf('.');
    String archive = dot < 0 ? name : name.substring(0, dot);
    boolean isGroup = GROUPS.contains(archive);
    if (dot < 0) {
      return isGroup ? archive : "physics:" + archive;
    }
    return (isGroup ? archive : "physics") + ":" + archive + ":" + name.substring(dot + 1);
  }
}
