package io.akin.clean;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What LaTeX's commands stand for, as far as titles and abstracts use them. */
final class LatexSymbols {
  /** Commands that stand for a character or a few. */
  private static final Map<String, String> SYMBOLS =
      table(
          """
          alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ
          iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
          varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω eps ε
          Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
          times × div ÷ pm ± mp ∓ cdot · ast * star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗
          odot ⊙ dagger † ddagger ‡ wedge ∧ land ∧ vee ∨ lor ∨ cap ∩ cup ∪ uplus ⊎ sqcup ⊔ sqcap ⊓
          setminus ∖ wr ≀ amalg ⨿ bigoplus ⊕ bigotimes ⊗ bigcup ⋃ bigcap ⋂ bigwedge ⋀ bigvee ⋁
          le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ ll ≪ gg ≫ lll ⋘ ggg ⋙ approx ≈
          equiv ≡ sim ∼ simeq ≃ cong ≅ propto ∝ doteq ≐ asymp ≍ prec ≺ succ ≻ preceq ⪯ succeq ⪰
          lesssim ≲ gtrsim ≳ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ sqsubseteq ⊑
          in ∈ ni ∋ notin ∉ mid | parallel ∥ perp ⊥ bot ⊥ top ⊤ vdash ⊢ models ⊨ vDash ⊨
          forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ emptyset ∅ varnothing ∅ infty ∞ partial ∂
          nabla ∇ triangle △ square □ Box □ blacksquare ■ diamond ⋄ Diamond ◇ angle ∠
          sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ oint ∮ sqrt √ surd √ prime ′ hbar ℏ ell ℓ Re ℜ Im ℑ
          wp ℘ aleph ℵ imath ı jmath ȷ deg ° degree ° AA Å aa å AE Æ ae æ OE Œ oe œ O Ø o ø L Ł l ł
          ss ß i ı j ȷ DH Ð dh ð TH Þ th þ copyright © pounds £ euro € texteuro € S § P ¶ dag †
          to → rightarrow → longrightarrow → Rightarrow ⇒ Longrightarrow ⇒ Longleftrightarrow ⇔ longleftrightarrow ↔ implies ⇒ leftarrow ←
          gets ← Leftarrow ⇐ leftrightarrow ↔ Leftrightarrow ⇔ iff ⇔ mapsto ↦ longmapsto ⟼
          uparrow ↑ downarrow ↓ Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ hookrightarrow ↪
          rightharpoonup ⇀ rightleftharpoons ⇌ leadsto ⇝ rightsquigarrow ⇝ xrightarrow →
          langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ vert | lvert | rvert | Vert ‖
          lVert ‖ rVert ‖ ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb ⋯ colon :
          lbrace { rbrace } lbrack [ rbrack ] backslash ∖ textbackslash ∖ textasciitilde ~
          textgreater > textless < textbar | textendash – textemdash — textquoteright ’
          textquoteleft ‘ textquotedblleft “ textquotedblright ” textdegree ° textregistered ®
          texttrademark ™ textpm ± texttimes × textmu µ checkmark ✓ cmark ✓ xmark ✗ sharp ♯ flat ♭
          triangleq ≜ coloneqq ≔ because ∵ therefore ∴ complement ∁ lessapprox ⪅ gtrapprox ⪆
          TeX TeX LaTeX LaTeX LaTeXe LaTeX BibTeX BibTeX ie i.e. eg e.g. etal et~al. etc etc. aka a.k.a.
          wrt w.r.t. vs vs. vdash ⊢ R ℝ N ℕ Z ℤ C ℂ E E P P
          """);

  /** Names of functions, which stay words. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "log", "ln", "lg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos",
          "arctan", "sinh", "cosh", "tanh", "min", "max", "inf", "sup", "lim", "limsup", "liminf",
          "arg", "argmin", "argmax", "det", "dim", "ker", "deg", "gcd", "hom", "Pr", "mod", "bmod",
          "poly", "polylog", "sgn", "sign", "tr", "Tr", "rank", "diag", "Var", "Cov", "KL");

  /** Switches of style and size, and what arranges text: nothing is left of them. */
  private static final Set<String> SILENT =
      Set.of(
          "bf",
          "em",
          "it",
          "rm",
          "sf",
          "tt",
          "sc",
          "sl",
          "cal",
          "bfseries",
          "itshape",
          "scshape",
          "ttfamily",
          "sffamily",
          "rmfamily",
          "mdseries",
          "upshape",
          "slshape",
          "normalfont",
          "tiny",
          "scriptsize",
          "footnotesize",
          "small",
          "normalsize",
          "large",
          "Large",
          "LARGE",
          "huge",
          "Huge",
          "left",
          "right",
          "big",
          "Big",
          "bigg",
          "Bigg",
          "bigl",
          "bigr",
          "Bigl",
          "Bigr",
          "biggl",
          "biggr",
          "Biggl",
          "Biggr",
          "bigm",
          "middle",
          "displaystyle",
          "textstyle",
          "scriptstyle",
          "limits",
          "nolimits",
          "nonumber",
          "noindent",
          "centering",
          "maketitle",
          "allowbreak",
          "nobreakdash",
          "nobreak",
          "protect",
          "relax",
          "boldmath",
          "unboldmath",
          "xspace",
          "hfill",
          "vfill",
          "phantomsection",
          "newpage",
          "clearpage",
          "sloppy",
          "mathstrut",
          "strut",
          "ensuremath",
          "null",
          "break",
          "linebreak",
          "samepage");

  /** Commands that stand for a space. */
  private static final Set<String> SPACES =
      Set.of(
          "quad",
          "qquad",
          "par",
          "newline",
          "enspace",
          "enskip",
          "thinspace",
          "space",
          "item",
          "smallskip",
          "medskip",
          "bigskip",
          "indent",
          "textvisiblespace",
          "nobreakspace");

  /** Commands of which nothing is left, with how many arguments they take. */
  private static final Map<String, Integer> DROPPED =
      Map.ofEntries(
          Map.entry("cite", 1),
          Map.entry("citep", 1),
          Map.entry("citet", 1),
          Map.entry("citealp", 1),
          Map.entry("citealt", 1),
          Map.entry("citeauthor", 1),
          Map.entry("citeyear", 1),
          Map.entry("citeyearpar", 1),
          Map.entry("parencite", 1),
          Map.entry("textcite", 1),
          Map.entry("autocite", 1),
          Map.entry("footcite", 1),
          Map.entry("nocite", 1),
          Map.entry("ref", 1),
          Map.entry("eqref", 1),
          Map.entry("cref", 1),
          Map.entry("Cref", 1),
          Map.entry("autoref", 1),
          Map.entry("pageref", 1),
          Map.entry("label", 1),
          Map.entry("footnote", 1),
          Map.entry("footnotemark", 0),
          Map.entry("footnotetext", 1),
          Map.entry("thanks", 1),
          Map.entry("vspace", 1),
          Map.entry("hspace", 1),
          Map.entry("vskip", 0),
          Map.entry("hskip", 0),
          Map.entry("includegraphics", 1),
          Map.entry("usepackage", 1),
          Map.entry("documentclass", 1),
          Map.entry("setlength", 2),
          Map.entry("addtolength", 2),
          Map.entry("oddsidemargin", 0),
          Map.entry("evensidemargin", 0),
          Map.entry("begin", 1),
          Map.entry("end", 1),
          Map.entry("color", 1),
          Map.entry("fontsize", 2),
          Map.entry("selectfont", 0),
          Map.entry("pagestyle", 1),
          Map.entry("thispagestyle", 1),
          Map.entry("bibliographystyle", 1),
          Map.entry("bibliography", 1),
          Map.entry("phantom", 1),
          Map.entry("hphantom", 1),
          Map.entry("vphantom", 1),
          Map.entry("tag", 1),
          Map.entry("input", 1),
          Map.entry("rule", 2));

  /** Commands of which the last argument is left, with how many they take. */
  private static final Map<String, Integer> LAST_ARGUMENT =
      Map.ofEntries(
          Map.entry("href", 2),
          Map.entry("textcolor", 2),
          Map.entry("colorbox", 2),
          Map.entry("overset", 2),
          Map.entry("underset", 2),
          Map.entry("stackrel", 2),
          Map.entry("raisebox", 2),
          Map.entry("parbox", 2),
          Map.entry("scalebox", 2),
          Map.entry("resizebox", 3),
          Map.entry("multicolumn", 3),
          Map.entry("hyperref", 1));

  /** Combining marks of the accents, in text ({@code \"o}) and in formulas ({@code \hat{x}}). */
  private static final Map<String, Character> ACCENTS =
      Map.ofEntries(
          Map.entry("`", '\u0300'),
          Map.entry("'", '\u0301'),
          Map.entry("^", '\u0302'),
          Map.entry("~", '\u0303'),
          Map.entry("=", '\u0304'),
          Map.entry("u", '\u0306'),
          Map.entry(".", '\u0307'),
          Map.entry("\"", '\u0308'),
          Map.entry("r", '\u030A'),
          Map.entry("H", '\u030B'),
          Map.entry("v", '\u030C'),
          Map.entry("d", '\u0323'),
          Map.entry("c", '\u0327'),
          Map.entry("k", '\u0328'),
          Map.entry("b", '\u0331'),
          Map.entry("hat", '\u0302'),
          Map.entry("widehat", '\u0302'),
          Map.entry("tilde", '\u0303'),
          Map.entry("widetilde", '\u0303'),
          Map.entry("bar", '\u0304'),
          Map.entry("overline", '\u0304'),
          Map.entry("breve", '\u0306'),
          Map.entry("dot", '\u0307'),
          Map.entry("ddot", '\u0308'),
          Map.entry("mathring", '\u030A'),
          Map.entry("check", '\u030C'),
          Map.entry("acute", '\u0301'),
          Map.entry("grave", '\u0300'),
          Map.entry("vec", '\u20D7'));

  private static final Map<Character, Character> SUPERSCRIPTS =
      pairs("0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻=⁼(⁽)⁾nⁿiⁱ′′∘°⊤ᵀ");
  private static final Map<Character, Character> SUBSCRIPTS =
      pairs("0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋=₌(₍)₎");
  private static final Map<Character, Character> DOUBLE_STRUCK = pairs("CℂHℍNℕPℙQℚRℝZℤ");

  private LatexSymbols() {}

  private static Map<String, String> table(String text) {
    Map<String, String> table = new HashMap<>();
    String[] words = text.strip().split("\\s+", -1);
    for (int i = 0; i + 1 < words.length; i += 2) {
      table.put(words[i], words[i + 1].replace('~', words[i].startsWith("text") ? '~' : ' '));
    }
    return Map.copyOf(table);
  }

  private static Map<Character, Character> pairs(String text) {
    Map<Character, Character> pairs = new HashMap<>();
    for (int i = 0; i + 1 < text.length(); i += 2) {
      pairs.put(text.charAt(i), text.charAt(i + 1));
    }
    return Map.copyOf(pairs);
  }

  static Optional<String> symbol(String command) {
    return Optional.ofNullable(SYMBOLS.get(command));
  }

  static boolean isFunction(String command) {
    return FUNCTIONS.contains(command);
  }

  static boolean isSilent(String command) {
    return SILENT.contains(command);
  }

  static boolean isSpace(String command) {
    return SPACES.contains(command);
  }

  /** How many arguments go with a command of which nothing is left, or -1 if it is none. */
  static int dropped(String command) {
    return DROPPED.getOrDefault(command, -1);
  }

  /** How many arguments a command takes of which the last is left, or 0 if it is none. */
  static int lastArgument(String command) {
    return LAST_ARGUMENT.getOrDefault(command, 0);
  }

  /** The combining mark of an accent. */
  static Optional<Character> accent(String command) {
    return Optional.ofNullable(ACCENTS.get(command));
  }

  /** The text raised, if Unicode has all of its characters raised. */
  static Optional<String> superscript(String text) {
    return mapped(text, SUPERSCRIPTS);
  }

  /** The text lowered, if Unicode has all of its characters lowered. */
  static Optional<String> subscript(String text) {
    return mapped(text, SUBSCRIPTS);
  }

  private static Optional<String> mapped(String text, Map<Character, Character> table) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      Character mapped = table.get(text.charAt(i));
      if (mapped == null) {
        return Optional.empty();
      }
      out.append(mapped.charValue());
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(out.toString());
  }

  /** A letter in blackboard bold, where it has a character that fonts know. */
  static String doubleStruck(String text) {
    Character letter = text.length() == 1 ? DOUBLE_STRUCK.get(text.charAt(0)) : null;
    return letter == null ? text : letter.toString();
  }
}
