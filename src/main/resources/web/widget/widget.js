/**
 * <akin-related>: papers related to the one that a page is about, from an Akin server.
 *
 * It makes one request, once it comes near the screen, and keeps nothing. What an answer says is
 * shown as text, never as markup. The README has its attributes, parts and custom properties.
 *
 * Licence: Apache-2.0.
 */
const HOME = new URL(import.meta.url).origin;
const TIMEOUT_MS = 2000;
const NEAR = "200px";

/** Its own words: heading, loading, empty, unknown, failed, retry, more authors, why. */
const WORDS = {
  en: [
    "Related papers",
    "Loading related papers",
    "No related papers were found.",
    "The library does not have this paper.",
    "Related papers could not be loaded.",
    "Try again",
    "and # more",
    "Shared: ",
  ],
  de: [
    "Verwandte Arbeiten",
    "Verwandte Arbeiten werden geladen",
    "Keine verwandten Arbeiten gefunden.",
    "Diese Arbeit ist nicht in der Bibliothek.",
    "Verwandte Arbeiten konnten nicht geladen werden.",
    "Erneut versuchen",
    "und # weitere",
    "Gemeinsam: ",
  ],
  es: [
    "Artículos relacionados",
    "Cargando artículos relacionados",
    "No se encontraron artículos relacionados.",
    "Este artículo no está en la biblioteca.",
    "No se pudieron cargar los artículos relacionados.",
    "Reintentar",
    "y # más",
    "En común: ",
  ],
  fr: [
    "Articles apparentés",
    "Chargement des articles apparentés",
    "Aucun article apparenté trouvé.",
    "Cet article n’est pas dans la bibliothèque.",
    "Les articles apparentés n’ont pas pu être chargés.",
    "Réessayer",
    "et # de plus",
    "En commun : ",
  ],
  zh: [
    "相关论文",
    "正在加载相关论文",
    "没有找到相关论文。",
    "文库中没有这篇论文。",
    "无法加载相关论文。",
    "重试",
    "等另外 # 人",
    "共同点：",
  ],
};

const DARK = "--_ink:#e8e6e1;--_quiet:#a9b0b8;--_accent:#7cc7d4;--_ground:#14171a;--_line:#343a40";

/** Titles take two lines at most and all else one, so that each paper has the same height. */
const STYLE = new CSSStyleSheet();
STYLE.replaceSync(`
:host{display:block;--_ink:#1d2126;--_quiet:#59616b;--_accent:#0b5c6b;--_ground:#fff;--_line:#dcd8d0}
@media (prefers-color-scheme:dark){:host(:not([theme=light])){${DARK}}}
:host([theme=dark]){${DARK}}
:host([hidden]){display:none}
section{position:relative;box-sizing:border-box;padding:.75em 1em;text-align:start;overflow-wrap:anywhere;
font-family:var(--akin-font,inherit);line-height:1.35;color:var(--akin-color,var(--_ink));
background:var(--akin-background,var(--_ground));
border:1px solid var(--akin-border,var(--_line));border-radius:var(--akin-radius,.5em)}
.h{margin:0 0 .25em;font-size:1.125em;font-weight:600}
.h,.m{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
ol,p{margin:0;padding:0}
ol{list-style:none}
li{box-sizing:border-box;min-height:var(--row);padding:.5em 0;align-content:center}
li+li{border-top:1px solid var(--akin-border,var(--_line))}
.t{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
a{color:var(--akin-link,var(--_accent));text-underline-offset:.15em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
.m{font-size:.875em;line-height:1.5;color:var(--akin-muted,var(--_quiet))}
button{margin-top:.75em;padding:.35em .9em;font:inherit;cursor:pointer;color:inherit;background:none;
border:1px solid;border-radius:.35em}
:focus-visible{outline:2px solid var(--akin-link,var(--_accent));outline-offset:2px;border-radius:2px}
section:focus{outline:none}
.off{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.w{--b:var(--akin-border,var(--_line));background:
repeating-linear-gradient(#0000 0 .65em,var(--b) .65em 1.5em,#0000 1.5em var(--row))0 0/86% no-repeat,
repeating-linear-gradient(#0000 0 2.2em,var(--b) 2.2em 2.8em,#0000 2.8em var(--row))0 0/48% no-repeat}
@media (prefers-reduced-motion:no-preference){.w{animation:w 1.6s ease-in-out infinite}
@keyframes w{50%{opacity:.45}}}
`);

/** Heights in em, as the server reckons them too: of all around the list, and for each paper. */
const AROUND = 3.75;
const ROW = 5.1;
const ROW_WITH_WHY = 6.45;

const text = (value) => (typeof value === "string" ? value : "");
const list = (value) => (Array.isArray(value) ? value : []);

function element(tag, part, content = "", style = "") {
  const made = document.createElement(tag);
  made.setAttribute("part", part);
  if (style) made.className = style;
  made.textContent = content;
  return made;
}

/** An address that a link may have: one of the web, never a script. */
function web(address) {
  try {
    const url = new URL(address);
    return /^https?:$/.test(url.protocol) ? url.href : "";
  } catch {
    return "";
  }
}

const segment = (value) => encodeURIComponent(value).replaceAll("%2F", "/");

/** Where a paper is at its source: at arXiv, by its DOI, or on a page of its own. */
function source(paper) {
  const known = (scheme) =>
    list(paper.ids).map(text).find((id) => id.startsWith(scheme))?.slice(scheme.length);
  const arxiv = known("arxiv:");
  const doi = known("doi:");
  if (arxiv) return "https://arxiv.org/abs/" + segment(arxiv);
  if (doi) return "https://doi.org/" + segment(doi);
  return text(list(paper.links).find((link) => link?.kind === "page")?.url);
}

/** What the page says that it is about. */
function paperOfPage() {
  for (const name of ["citation_arxiv_id", "citation_doi", "dc.identifier"]) {
    const id = document.querySelector(`meta[name="${name}" i]`)?.content.trim();
    if (id && (name[0] === "c" || /10\.\d{4}|arxiv/i.test(id))) return id;
  }
  return "";
}

class AkinRelated extends HTMLElement {
  static observedAttributes =
    "paper title text limit heading heading-level links why server lang".split(" ");

  #size = new CSSStyleSheet();
  #root = this.attachShadow({ mode: "open" });
  #due = false;
  #known = {};
  #near;
  #request;
  #words;
  #section;
  #status;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [STYLE, this.#size];
  }

  connectedCallback() {
    this.#schedule();
  }

  attributeChangedCallback(_, before, after) {
    if (before !== after) this.#schedule();
  }

  disconnectedCallback() {
    this.#stop();
  }

  /** Several attributes that change together are one change. */
  #schedule() {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      if (this.isConnected) this.#start();
    });
  }

  #stop() {
    this.#near?.disconnect();
    this.#request?.abort();
    this.#request = undefined;
  }

  #start() {
    this.#stop();
    this.#frame();
    const address = this.#address();
    if (!address) {
      this.#fail("no-paper", 4);
    } else if (address === this.#known.address) {
      this.#show(this.#known.papers);
    } else if (!window.IntersectionObserver) {
      this.#load(address);
    } else {
      this.#near = new IntersectionObserver(
        (seen) => {
          if (seen.some((one) => one.isIntersecting)) this.#load(address);
        },
        { rootMargin: NEAR },
      );
      this.#near.observe(this);
    }
  }

  #whole(name, usual, least, most) {
    const value = Number.parseInt(this.getAttribute(name), 10);
    return Number.isNaN(value) ? usual : Math.min(Math.max(value, least), most);
  }

  #named(name) {
    return (this.getAttribute(name) || "").trim();
  }

  get #limit() {
    return this.#whole("limit", 5, 1, 20);
  }

  get #why() {
    return this.hasAttribute("why");
  }

  get #server() {
    return (this.getAttribute("server") || HOME).replace(/\/+$/, "");
  }

  /** What is asked; nothing where no paper is named. */
  #address() {
    const title = this.#named("title");
    const about = title || this.#named("text");
    const paper = this.#named("paper") || (about ? "" : paperOfPage());
    if (!paper && !about) return "";
    const fields = "id,ids,title,language,authors,author_count,organisation,published,links";
    const limit = this.#limit + (!paper && title ? 1 : 0);
    const query = `k=${limit}&fields=${fields}${this.#why ? ",why&explain=brief" : ""}`;
    return paper
      ? `${this.#server}/api/v1/papers/${encodeURIComponent(paper)}/related?${query}`
      : `${this.#server}/api/v1/search?q=${encodeURIComponent(about)}&${query}`;
  }

  /** All but the papers: a heading, and room for them. */
  #frame() {
    const row = this.#why ? ROW_WITH_WHY : ROW;
    this.#size.replaceSync(
      `:host{min-height:${AROUND + this.#limit * row}em}.w,li{--row:${row}em}.w{height:${this.#limit * row}em}`,
    );
    const wanted = this.closest("[lang]")?.lang.toLowerCase().split("-")[0];
    const lang = Object.hasOwn(WORDS, wanted) ? wanted : "en";
    this.#words = WORDS[lang];
    this.#section = element("section", "section");
    this.#section.lang = lang;
    this.#section.title = ""; // or the paper's title would be told wherever the mouse rests
    this.#section.setAttribute("aria-labelledby", "heading");
    const level = this.#whole("heading-level", 3, 2, 6);
    const own = this.getAttribute("heading");
    const heading = element("h" + level, "heading", own || this.#words[0], "h");
    heading.id = "heading";
    if (own) heading.lang = wanted || "";
    this.#status = element("p", "status", "", "off");
    this.#status.setAttribute("role", "status");
    this.#section.append(heading, this.#status, element("div", "waiting", "", "w"));
    this.#root.replaceChildren(this.#section);
  }

  #say(word, style = "") {
    this.#status.className = style;
    this.#status.textContent = word;
  }

  #replace(...content) {
    this.#section.removeAttribute("aria-busy");
    this.#section.lastChild.remove();
    this.#section.append(...content);
  }

  async #load(address) {
    this.#near?.disconnect();
    const request = (this.#request = new AbortController());
    const timer = setTimeout(() => request.abort(), TIMEOUT_MS);
    this.#section.setAttribute("aria-busy", "true");
    this.#say(this.#words[1], "off");
    try {
      const answer = await fetch(address, {
        credentials: "omit",
        referrerPolicy: "no-referrer",
        headers: { accept: "application/json" },
        signal: request.signal,
      });
      const said = await answer.json();
      if (this.#request !== request) return;
      if (!answer.ok) {
        const unknown = said.type === "urn:akin:problem:unknown-paper";
        this.#fail(unknown ? "unknown-paper" : "status-" + answer.status, unknown ? 3 : 4);
        return;
      }
      if (!Array.isArray(said.results)) throw new TypeError("the answer has no results");
      this.#known = { address, papers: this.#others(said.results) };
      this.#show(this.#known.papers);
    } catch {
      if (this.#request === request) {
        this.#fail(request.signal.aborted ? "timeout" : "unreachable", 4);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** The papers without the one that was named by its title. */
  #others(papers) {
    const same = (title) => title.trim().toLowerCase();
    const own = this.#named("paper") ? "" : same(this.#named("title"));
    return papers
      .filter((paper) => text(paper?.title) && same(paper.title) !== own)
      .slice(0, this.#limit);
  }

  #show(papers) {
    if (papers.length) {
      const shown = element("ol", "list");
      shown.setAttribute("role", "list"); // Safari takes a list without marks for none
      shown.append(...papers.map((paper) => this.#item(paper)));
      this.#say(`${this.#words[0]}: ${papers.length}`, "off");
      this.#replace(shown);
    } else {
      this.#say(this.#words[2]);
      this.#replace();
    }
    this.#tell("loaded", { papers: papers.length });
  }

  #item(paper) {
    const item = element("li", "item");
    let address = this.getAttribute("links") === "source" ? web(source(paper)) : "";
    address ||= web(`${this.#server}/papers/${encodeURIComponent(text(paper.id))}`);
    const title = element(address ? "a" : "span", "title", paper.title, "t");
    title.dir = "auto";
    if (/^[a-z]{2}$/.test(paper.language)) title.lang = paper.language;
    if (address) {
      title.href = address;
      title.rel = "noopener";
      title.referrerPolicy = "strict-origin";
    }
    item.append(title);
    const by = this.#byline(paper);
    if (by) item.append(element("p", "meta", by, "m"));
    const shared = list(paper.why?.phrases).map(text).filter(Boolean).slice(0, 3).join(", ");
    if (this.#why && shared) item.append(element("p", "why", this.#words[7] + shared, "m"));
    return item;
  }

  #byline(paper) {
    const names = list(paper.authors).map(text).filter(Boolean);
    const more = Math.max(Number(paper.author_count) || 0, names.length) - 3;
    let by = names.slice(0, 3).join(", ") || text(paper.organisation?.name);
    if (names.length && more > 0) by += " " + this.#words[6].replace("#", more);
    return [by, text(paper.published).slice(0, 4)].filter(Boolean).join(" · ");
  }

  /** What the host has put between the tags, or else a sentence. */
  #fail(reason, word) {
    this.#request = undefined;
    if (this.childElementCount || this.textContent.trim()) {
      this.#root.replaceChildren(document.createElement("slot"));
    } else {
      this.#say(this.#words[word]);
      const retry = element("button", "retry", this.#words[5]);
      retry.type = "button";
      retry.onclick = () => {
        this.#start();
        this.#section.tabIndex = -1; // the button is gone: the focus stays where it was
        this.#section.focus();
      };
      this.#replace(...(reason === "unknown-paper" || reason === "no-paper" ? [] : [retry]));
    }
    this.#tell("failed", { reason });
  }

  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent("akin-related-" + what, { bubbles: true, detail }));
  }
}

if (!customElements.get("akin-related")) customElements.define("akin-related", AkinRelated);
