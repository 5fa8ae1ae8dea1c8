// The map: all papers as points, drawn as a whole for every move; everything said about them comes from the server.

const $ = id => document.getElementById(id);
const map = $("map");
const area = $("map-area");
const version = map.dataset.version;
const maxSeeds = Number(map.dataset.seeds);

const MAX = 65535; // places are whole numbers up to this
const NONE = 65535; // no topic
const GONE = 255; // no longer in the library
const HIDDEN = 255;
const DIM = 16; // added to a colour's number: there, but not meant
const MARK = 32; // found or chosen
const COLOURS = 10;
const OTHER = 10; // the number of the colour of all that has none
const MIN_ZOOM = 0.8;
const MAX_ZOOM = 64;
const CELLS = 256;
const SPANS = [0, 60, 12, 1];

// --- what the server sends

const fetched = async path => {
  const response = await fetch(path);
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail ?? "the server does not answer");
};

async function load() {
  const [points, labels] = await Promise.all([
    fetched("/map/points").then(response => response.arrayBuffer()),
    fetched("/map/labels").then(response => response.json()),
  ]);
  const header = new DataView(points);
  if (header.getUint32(0, true) !== 0x504d4b41 || header.getUint32(4, true) !== 1) {
    throw new Error("the map is of another version; load the page again");
  }
  const n = header.getUint32(8, true);
  const column = (at, type = Uint16Array) => new type(points, 16 + at * n, n);
  return {
    n,
    x: column(0),
    y: column(2).map(y => MAX - y), // the screen's way: down
    topic: column(4),
    month: column(6),
    category: column(8, Uint8Array),
    topics: labels.topics.map(topic => ({ ...topic, y: MAX - topic.y })),
    categories: labels.categories,
    version: labels.version,
  };
}

/** Rows by the cell they lie in, so that what is near to a place is found at once. */
function cellsOf({ n, x, y }) {
  const cell = row => (y[row] >> 8) * CELLS + (x[row] >> 8);
  const starts = new Uint32Array(CELLS * CELLS + 1);
  for (let row = 0; row < n; row++) starts[cell(row) + 1]++;
  for (let i = 0; i < CELLS * CELLS; i++) starts[i + 1] += starts[i];
  const rows = new Uint32Array(n);
  const next = starts.slice();
  for (let row = 0; row < n; row++) rows[next[cell(row)]++] = row;
  return { starts, rows };
}

// --- drawing points

/** By WebGL, where a graphics card does it. */
function withCard(canvas, data, force) {
  const gl = canvas.getContext("webgl", { failIfMajorPerformanceCaveat: !force, antialias: false, alpha: false });
  if (!gl) return null;
  const program = gl.createProgram();
  const shader = (type, source) => {
    const made = gl.createShader(type);
    gl.shaderSource(made, source);
    gl.compileShader(made);
    gl.attachShader(program, made);
  };
  shader(
    gl.VERTEX_SHADER,
    `attribute vec2 place; attribute float kind; uniform vec4 view; uniform float size; uniform vec4 colours[48]; varying vec4 colour;
    void main() {
      gl_Position = kind > 254.0 ? vec4(9.0, 9.0, 0.0, 1.0) : vec4(place * view.xy + view.zw, 0.0, 1.0);
      gl_PointSize = kind >= 32.0 ? size + 3.0 : size;
      colour = colours[int(min(kind, 47.0))];
    }`,
  );
  shader(
    gl.FRAGMENT_SHADER,
    `precision mediump float; varying vec4 colour;
    void main() {
      float far = length(gl_PointCoord - 0.5);
      gl_FragColor = vec4(colour.rgb, colour.a * (1.0 - smoothstep(0.38, 0.5, far)));
    }`,
  );
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return null;
  gl.useProgram(program);
  const buffer = (name, size, type, normalised) => {
    const made = gl.createBuffer();
    const at = gl.getAttribLocation(program, name);
    gl.bindBuffer(gl.ARRAY_BUFFER, made);
    gl.enableVertexAttribArray(at);
    return () => {
      gl.bindBuffer(gl.ARRAY_BUFFER, made);
      gl.vertexAttribPointer(at, size, type, normalised, 0, 0);
    };
  };
  const places = rows => {
    const all = new Uint16Array(2 * rows.length);
    for (let i = 0; i < rows.length; i++) {
      all[2 * i] = data.x[rows[i]];
      all[2 * i + 1] = data.y[rows[i]];
    }
    return all;
  };
  const layer = () => ({ place: buffer("place", 2, gl.UNSIGNED_SHORT, true), kind: buffer("kind", 1, gl.UNSIGNED_BYTE, false), n: 0 });
  const fill = (one, rows, kinds) => {
    one.place();
    gl.bufferData(gl.ARRAY_BUFFER, places(rows), gl.STATIC_DRAW);
    one.kind();
    gl.bufferData(gl.ARRAY_BUFFER, kinds, gl.STATIC_DRAW);
    one.n = rows.length;
  };
  const [all, marked] = [layer(), layer()];
  fill(all, Uint32Array.from({ length: data.n }, (_, row) => row), new Uint8Array(data.n));
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
  const at = name => gl.getUniformLocation(program, name);
  const [view, size, colours] = [at("view"), at("size"), at("colours")];
  return {
    name: "webgl",
    ratio: () => Math.min(2, devicePixelRatio),
    kinds(kinds, marks) {
      all.kind();
      gl.bufferData(gl.ARRAY_BUFFER, kinds, gl.DYNAMIC_DRAW);
      fill(marked, marks, Uint8Array.from(marks, row => kinds[row]));
    },
    draw({ cx, cy, scale, width, height }, palette, ground, dot, ratio) {
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clearColor(...ground.map(part => part / 255), 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      const [sx, sy] = [(2 * scale) / width, (-2 * scale) / height];
      gl.uniform4f(view, sx, sy, -cx * sx, -cy * sy);
      gl.uniform1f(size, dot * ratio);
      gl.uniform4fv(
        colours,
        palette.flatMap((colour, kind) => [...colour.map(part => part / 255), kind >= MARK ? 1 : 0.8]),
      );
      for (const one of [all, marked]) {
        one.place();
        one.kind();
        gl.drawArrays(gl.POINTS, 0, one.n);
      }
    },
  };
}

/** Pixel by pixel, where there is no card. */
function withoutCard(canvas, data) {
  const context = canvas.getContext("2d", { alpha: false });
  const packed = ([r, g, b]) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  let kinds = new Uint8Array(data.n);
  let marks = new Uint32Array(0);
  let image, pixels;
  /** How wide each line of a disc is, to either side. */
  const disc = dot => {
    const lines = [];
    for (let y = 0; y < dot; y++) {
      const dy = y + 0.5 - dot / 2;
      lines.push(Math.max(1, Math.round(2 * Math.sqrt((dot * dot) / 4 - dy * dy))));
    }
    return lines;
  };
  return {
    name: "pixels",
    ratio: () => 1,
    kinds(all, marked) {
      [kinds, marks] = [all, marked];
    },
    draw({ cx, cy, scale, width, height }, palette, ground, dot) {
      if (!image || image.width !== canvas.width || image.height !== canvas.height) {
        image = context.createImageData(canvas.width, canvas.height);
        pixels = new Uint32Array(image.data.buffer);
      }
      const [w, h] = [image.width, image.height];
      pixels.fill(packed(ground));
      const colours = Uint32Array.from(palette, packed);
      const { x, y } = data;
      const step = scale / MAX;
      const put = (row, size, lines) => {
        const left = Math.round(x[row] * step + width / 2 - cx * scale - size / 2);
        const top = Math.round(y[row] * step + height / 2 - cy * scale - size / 2);
        if (left < 0 || top < 0 || left + size > w || top + size > h) return;
        const colour = colours[kinds[row]];
        const half = (colour & 0xfefefe) >>> 1;
        for (let line = 0; line < size; line++) {
          const wide = lines[line];
          let at = (top + line) * w + left + ((size - wide) >> 1);
          for (const end = at + wide; at < end; at++) {
            // three quarters of the colour, one of what is there
            const once = ((pixels[at] & 0xfefefe) >>> 1) + half;
            pixels[at] = (((once & 0xfefefe) >>> 1) + half) | 0xff000000;
          }
        }
      };
      const small = Math.max(1, Math.round(dot));
      const lines = disc(small);
      for (let row = 0; row < data.n; row++) if (kinds[row] < MARK) put(row, small, lines);
      const large = disc(small + 3);
      for (const row of marks) if (kinds[row] !== HIDDEN) put(row, small + 3, large);
      context.putImageData(image, 0, 0);
    },
  };
}

// --- colours

const rgb = colour => {
  const hex = colour.trim().slice(1);
  return [0, 2, 4].map(at => parseInt(hex.slice(at, at + 2), 16));
};
const mixed = (one, other, share) => one.map((part, i) => Math.round(part + (other[i] - part) * share));
const css = colour => `rgb(${colour.join(" ")})`;

/** The colours of points by number: as they are, dim, and marked. */
function colours(by) {
  const style = getComputedStyle(document.documentElement);
  const named = name => rgb(style.getPropertyValue(name));
  const ground = named("--ground");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const [old, young] = dark ? [[52, 80, 106], [221, 243, 255]] : [[172, 200, 222], [8, 40, 92]];
  const plain = Array.from({ length: 16 }, (_, i) =>
    i >= COLOURS ? named("--other") : by === "year" ? mixed(old, young, i / (COLOURS - 1)) : named(`--c${i}`),
  );
  const dim = plain.map(colour => mixed(ground, colour, 0.16));
  return { ground, ink: named("--ink"), palette: [...plain, ...dim, ...plain] };
}

// --- months, counted from January of the year 1000, which is 1

const monthName = month => `${1000 + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, "0")}`;
const monthNumber = name => {
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(name) ?? [];
  return year ? (Number(year) - 1000) * 12 + Number(month) : 0;
};

// --- the page

async function start() {
  const data = await load();
  if (data.version !== version) throw new Error("there is another map by now; load the page again");
  const cells = cellsOf(data);
  const { topics } = data;
  const roots = topics.map((_, i) => i).filter(i => topics[i].parent < 0);
  const rootOf = topics.map((topic, i) => {
    while (topics[i].parent >= 0) i = topics[i].parent;
    return i;
  });
  const colourOfRoot = new Map(roots.map((root, rank) => [root, rank % COLOURS]));
  const now = new Date();
  const thisMonth = (now.getFullYear() - 1000) * 12 + now.getMonth() + 1;
  const known = data.month.filter(month => month > 0 && month <= thisMonth).sort();
  const [first, last] = known.length ? [known[Math.floor(known.length / 200)], known[known.length - 1]] : [0, 0];
  const years = [first, last].map(month => Math.floor((month - 1) / 12));

  const view = { cx: 0.5, cy: 0.5, zoom: 1, width: 1, height: 1, scale: 1 };
  const state = { by: "topic", span: 0, until: last, topic: -1, q: "" };
  const kinds = new Uint8Array(data.n);
  let marks = new Uint32Array(0);
  let chosen = null; // an outline, while it is drawn
  let ring = -1; // the row that is pointed at
  let paint = colours(state.by);

  const pointCanvas = $("map-points");
  const want = new URLSearchParams(location.hash.slice(1)).get("draw");
  const drawing = (want !== "pixels" && withCard(pointCanvas, data, want === "webgl")) || withoutCard(pointCanvas, data);
  map.dataset.drawing = drawing.name;
  const names = $("map-names").getContext("2d");

  // --- which point has which colour

  const yearStep = year => Math.max(0, Math.min(COLOURS - 1, Math.floor(((year - years[0]) * COLOURS) / (years[1] - years[0] + 1))));
  const colourOf = row => {
    if (state.by === "topic") return data.topic[row] === NONE ? OTHER : colourOfRoot.get(rootOf[data.topic[row]]);
    if (state.by === "year") return data.month[row] ? yearStep(Math.floor((data.month[row] - 1) / 12)) : OTHER;
    const category = data.category[row] - 1;
    return category >= 0 && category < COLOURS ? category : OTHER;
  };

  const inTime = month => {
    if (state.span === 0) return state.until >= last || (month > 0 && month <= state.until);
    return month > state.until - state.span && month <= state.until;
  };

  function sort() {
    const within = topics.map((_, i) => {
      for (let at = i; at >= 0; at = topics[at].parent) if (at === state.topic) return true;
      return false;
    });
    for (let row = 0; row < data.n; row++) {
      if (data.category[row] === GONE || !inTime(data.month[row])) kinds[row] = HIDDEN;
      else {
        const meant = state.topic < 0 || (data.topic[row] !== NONE && within[data.topic[row]]);
        kinds[row] = colourOf(row) + (meant && !marks.length ? 0 : DIM);
      }
    }
    for (const row of marks) if (kinds[row] !== HIDDEN) kinds[row] = colourOf(row) + MARK;
    drawing.kinds(kinds, marks);
    redraw();
  }

  // --- drawing

  const px = x => (x / MAX - view.cx) * view.scale + view.width / 2;
  const py = y => (y / MAX - view.cy) * view.scale + view.height / 2;
  const dot = () => Math.max(2, Math.min(9, 0.85 * Math.sqrt((view.width * view.height) / data.n))) * view.zoom ** 0.3;

  let waiting = false;
  function redraw() {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        draw();
      });
    }
  }

  function draw() {
    view.scale = Math.min(view.width, view.height) * view.zoom;
    drawing.draw(view, paint.palette, paint.ground, dot(), drawing.ratio());
    names.clearRect(0, 0, view.width, view.height);
    if (ring >= 0) {
      names.strokeStyle = css(paint.ink);
      names.lineWidth = 2;
      names.beginPath();
      names.arc(px(data.x[ring]), py(data.y[ring]), dot() / 2 + 4, 0, 7);
      names.stroke();
    }
    drawNames();
    if (chosen?.length > 1) {
      names.strokeStyle = css(paint.ink);
      names.lineWidth = 1.5;
      names.setLineDash([5, 4]);
      names.beginPath();
      for (const [x, y] of chosen) names.lineTo(x, y);
      names.stroke();
      names.setLineDash([]);
    }
  }

  // Coarse names first, and of a level those of more papers: what has no room any more is left out.
  const byRank = topics.map((_, i) => i).sort((a, b) => topics[a].level - topics[b].level || topics[b].papers - topics[a].papers);
  const shortened = (name, most) => (name.length > most ? name.slice(0, most - 1) + "…" : name);
  const widths = new Map();
  function drawNames() {
    const taken = [];
    const narrow = view.width < 600;
    names.textAlign = "center";
    names.textBaseline = "middle";
    names.lineJoin = "round";
    names.lineWidth = 4;
    names.strokeStyle = css(paint.ground);
    names.fillStyle = css(paint.ink);
    for (const i of byRank) {
      const topic = topics[i];
      if (topic.level > 0 && view.zoom < 1.7 ** topic.level) break;
      let [x, y] = [px(topic.x), py(topic.y)];
      if (x < -200 || y < -20 || x > view.width + 200 || y > view.height + 20) continue;
      const size = (topic.level === 0 ? 15 : 12.5) - (narrow ? 2 : 0);
      const font = `${topic.level === 0 || i === state.topic ? 600 : 400} ${size}px system-ui, sans-serif`;
      names.font = font;
      const text = shortened(topic.name, narrow ? 22 : 44);
      const key = font + text;
      if (!widths.has(key)) widths.set(key, names.measureText(text).width);
      const half = widths.get(key) / 2 + 6;
      if (x >= 0 && x <= view.width) x = Math.max(half, Math.min(view.width - half, x)); // not cut off
      const box = [x - half, y - size * 0.75, x + half, y + size * 0.75];
      if (taken.some(other => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      names.strokeText(text, x, y);
      names.fillText(text, x, y);
    }
  }

  function resize() {
    const { width, height } = map.getBoundingClientRect();
    [view.width, view.height] = [Math.max(1, width), Math.max(1, height)];
    const ratio = drawing.ratio();
    [pointCanvas.width, pointCanvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    const fine = Math.min(2, devicePixelRatio);
    [names.canvas.width, names.canvas.height] = [Math.round(width * fine), Math.round(height * fine)];
    names.setTransform(fine, 0, 0, fine, 0, 0);
    draw();
  }

  // --- moving

  function moved() {
    view.zoom = Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, view.zoom));
    view.cx = Math.max(0, Math.min(1, view.cx));
    view.cy = Math.max(0, Math.min(1, view.cy));
    hideCard();
    redraw();
    remember();
  }
  function pan(dx, dy) {
    view.cx -= dx / view.scale;
    view.cy -= dy / view.scale;
    moved();
  }
  function zoom(factor, x = view.width / 2, y = view.height / 2) {
    const before = view.scale;
    const zoomed = Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, view.zoom * factor));
    const after = (before * zoomed) / view.zoom;
    view.cx += (x - view.width / 2) * (1 / before - 1 / after);
    view.cy += (y - view.height / 2) * (1 / before - 1 / after);
    view.zoom = zoomed;
    view.scale = after;
    moved();
  }
  function showAll() {
    [view.cx, view.cy, view.zoom] = [0.5, 0.5, 1];
    moved();
  }
  /** So that most of a topic's papers fill the map. */
  function showTopic() {
    const rows = [];
    for (let row = 0; row < data.n; row++) if (kinds[row] < DIM) rows.push(row);
    if (!rows.length) return;
    const part = (all, share) => all[Math.min(all.length - 1, Math.floor(share * all.length))];
    const [xs, ys] = [data.x, data.y].map(places => Uint16Array.from(rows, row => places[row]).sort());
    const [left, right, top, bottom] = [part(xs, 0.05), part(xs, 0.95), part(ys, 0.05), part(ys, 0.95)];
    view.cx = (left + right) / 2 / MAX;
    view.cy = (top + bottom) / 2 / MAX;
    view.zoom = (0.6 * MAX) / Math.max(right - left, bottom - top, MAX / 40);
    moved();
  }

  // --- what is under the pointer

  function nearest(x, y, reach) {
    const [u, v] = [((x - view.width / 2) / view.scale + view.cx) * MAX, ((y - view.height / 2) / view.scale + view.cy) * MAX];
    const far = (reach / view.scale) * MAX;
    const cell = place => Math.max(0, Math.min(CELLS - 1, Math.floor(place / 256)));
    let [found, least] = [-1, far * far];
    for (let j = cell(v - far); j <= cell(v + far); j++) {
      const [from, to] = [cells.starts[j * CELLS + cell(u - far)], cells.starts[j * CELLS + cell(u + far) + 1]];
      for (let i = from; i < to; i++) {
        const row = cells.rows[i];
        const distance = (data.x[row] - u) ** 2 + (data.y[row] - v) ** 2;
        if (distance <= least && kinds[row] !== HIDDEN) [found, least] = [row, distance];
      }
    }
    return found;
  }

  const papers = new Map();
  function paper(row) {
    if (!papers.has(row)) {
      if (papers.size > 1000) papers.clear();
      const asked = fetched(`/map/paper?v=${version}&row=${row}`).then(response => response.json());
      asked.catch(() => papers.delete(row));
      papers.set(row, asked);
    }
    return papers.get(row);
  }

  const card = $("map-card");
  let pause = 0;
  function hideCard() {
    clearTimeout(pause);
    ring = -1;
    card.hidden = true;
    area.classList.remove("pointing");
  }
  function point(row, x, y, announce) {
    if (row === ring) return;
    hideCard();
    ring = row;
    redraw();
    if (row < 0) return;
    area.classList.add("pointing");
    pause = setTimeout(async () => {
      try {
        const found = await paper(row);
        if (ring === row) fillCard(found, x, y, announce);
      } catch (error) {
        say(error.message);
      }
    }, 60);
  }
  function fillCard(found, x, y, announce) {
    card.replaceChildren();
    const line = (text, name) => {
      if (text) card.append(Object.assign(document.createElement("p"), { textContent: text, className: name }));
    };
    line(found.title, "name");
    line(found.byline, "");
    line([found.published, found.topic].filter(Boolean).join(" · "), "");
    card.hidden = false;
    const { width, height } = card.getBoundingClientRect();
    const left = Math.max(6, Math.min(view.width - width - 6, x + 14));
    const top = y + 16 + height > view.height ? Math.max(6, y - height - 14) : y + 16;
    card.style.transform = `translate(${left}px, ${top}px)`;
    if (announce) say([found.title, found.byline, found.published].filter(Boolean).join(", "));
  }
  async function visit(row, aside) {
    try {
      const { address } = await paper(row);
      if (aside) open(address, "_blank", "noopener");
      else location.assign(address);
    } catch (error) {
      say(error.message);
    }
  }

  // --- saying and remembering

  const say = text => ($("map-status").textContent = text);
  const counted = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
  function sayWhatIsShown() {
    let shown = 0;
    for (let row = 0; row < data.n; row++) if (kinds[row] < DIM) shown++;
    say(state.topic < 0 ? `${counted(shown, "paper")} shown` : `${counted(shown, "paper")}: ${topics[state.topic].name}`);
  }

  let writing = 0;
  function remember() {
    clearTimeout(writing);
    writing = setTimeout(() => {
      const all = new URLSearchParams();
      if (view.zoom !== 1 || view.cx !== 0.5 || view.cy !== 0.5) {
        all.set("x", view.cx.toFixed(4));
        all.set("y", view.cy.toFixed(4));
        all.set("z", view.zoom.toFixed(2));
      }
      if (state.by !== "topic") all.set("by", state.by);
      if (state.span) all.set("span", state.span);
      if (state.until < last || state.span) all.set("until", monthName(state.until));
      if (state.topic >= 0) all.set("topic", topics[state.topic].slug);
      if (state.q) all.set("q", state.q);
      if (want) all.set("draw", want);
      history.replaceState(null, "", all.size ? `#${all}` : location.pathname);
    }, 150);
  }

  async function restore() {
    const all = new URLSearchParams(location.hash.slice(1));
    const number = (name, usual) => (Number.isFinite(parseFloat(all.get(name))) ? parseFloat(all.get(name)) : usual);
    state.by = ["year", "category"].includes(all.get("by")) ? all.get("by") : "topic";
    state.span = SPANS.includes(number("span", 0)) ? number("span", 0) : 0;
    state.until = Math.max(first, Math.min(last, monthNumber(all.get("until") ?? "") || last));
    state.topic = topics.findIndex(topic => topic.slug === all.get("topic"));
    [view.cx, view.cy, view.zoom] = [number("x", 0.5), number("y", 0.5), number("z", 1)];
    marks = new Uint32Array(0);
    showControls();
    sort();
    if (state.topic >= 0 && !all.has("z")) showTopic();
    else moved();
    sayWhatIsShown();
    const q = (all.get("q") ?? "").slice(0, 20000);
    $("map-q").value = q;
    if (q !== state.q || q) await find(q);
  }

  // --- controls

  const until = $("map-until");
  function showControls() {
    $("map-by").value = state.by;
    $("map-span").value = String(state.span);
    [until.min, until.max, until.value] = [first, last, state.until];
    until.disabled = !last;
    const name = last ? monthName(state.until) : "";
    until.setAttribute("aria-valuetext", name);
    $("map-month").textContent = name;
    paint = colours(state.by);
    const entries =
      state.by === "topic"
        ? roots.slice(0, 14).map(root => [colourOfRoot.get(root), topics[root].name, `#topic=${topics[root].slug}`])
        : state.by === "year"
          ? Array.from({ length: COLOURS }, (_, i) => i)
              .map(i => [i, Array.from({ length: years[1] - years[0] + 1 }, (_, k) => years[0] + k).filter(year => yearStep(year) === i)])
              .filter(([, of]) => of.length)
              .map(([i, of]) => [i, of.length > 1 ? `${1000 + of[0]} to ${1000 + of.at(-1)}` : String(1000 + of[0])])
          : data.categories.slice(0, COLOURS).map((name, i) => [i, name]);
    if (state.by === "topic" && roots.length > 14) entries.push([null, "and others; colours repeat"]);
    if (state.by !== "year" || data.month.includes(0)) entries.push([OTHER, state.by === "topic" ? "no topic" : state.by === "year" ? "no month known" : "other"]);
    $("map-legend").replaceChildren(
      ...entries.map(([colour, name, href]) => {
        const item = document.createElement("li");
        if (colour !== null) {
          const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
          const disc = document.createElementNS("http://www.w3.org/2000/svg", "circle");
          svg.setAttribute("viewBox", "0 0 2 2");
          svg.setAttribute("aria-hidden", "true");
          for (const [key, value] of Object.entries({ cx: 1, cy: 1, r: 1, fill: css(paint.palette[colour]) })) disc.setAttribute(key, value);
          svg.append(disc);
          item.append(svg);
        }
        item.append(href ? Object.assign(document.createElement("a"), { href, textContent: name }) : name);
        return item;
      }),
    );
  }
  function changed() {
    showControls();
    sort();
    sayWhatIsShown();
    remember();
  }
  $("map-by").addEventListener("change", event => {
    state.by = event.target.value;
    changed();
  });
  $("map-span").addEventListener("change", event => {
    state.span = Number(event.target.value);
    changed();
  });
  until.addEventListener("input", () => {
    state.until = Number(until.value);
    changed();
  });
  $("map-in").addEventListener("click", () => zoom(1.6));
  $("map-out").addEventListener("click", () => zoom(1 / 1.6));
  $("map-home").addEventListener("click", () => {
    state.topic = -1;
    sort();
    showAll();
    sayWhatIsShown();
  });

  // --- finding

  async function find(q) {
    state.q = q;
    const list = $("map-found");
    list.replaceChildren();
    list.hidden = true;
    if (!q) {
      mark([]);
      return;
    }
    say("Searching");
    try {
      const answer = await (await fetched(`/map/search?v=${version}&q=${encodeURIComponent(q)}`)).json();
      if (state.q !== q) return;
      mark(answer.papers.map(found => found.row));
      say(`${counted(answer.papers.length, "paper")} found and marked${answer.elsewhere ? `, ${answer.elsewhere.toLocaleString("en")} not on the map` : ""}`);
      for (const found of answer.papers.slice(0, 10)) {
        const link = Object.assign(document.createElement("a"), { href: found.address, textContent: found.title });
        const item = document.createElement("li");
        const show = () => {
          ring = found.row;
          redraw();
        };
        link.addEventListener("focus", show);
        item.addEventListener("pointerenter", show);
        item.append(link);
        list.append(item);
      }
      list.hidden = list.children.length === 0;
    } catch (error) {
      say(error.message);
    }
  }
  $("map-search").addEventListener("submit", async event => {
    event.preventDefault();
    remember();
    await find($("map-q").value.trim());
    remember();
  });

  // --- choosing papers

  function mark(rows) {
    marks = Uint32Array.from(rows);
    $("map-clear").hidden = !marks.length;
    offer([]);
    sort();
  }
  /** As many as may be seeds, spread as the chosen are: every so many of them along a curve that keeps near what is near. */
  function seeds(rows) {
    const spread = place => {
      let [bits, at] = [0, 1];
      for (let v = place >> 1; v; v >>= 1, at *= 4) if (v & 1) bits += at;
      return bits;
    };
    const along = new Map(Array.from(rows, row => [row, spread(data.x[row]) + 2 * spread(data.y[row])]));
    const sorted = [...along.keys()].sort((a, b) => along.get(a) - along.get(b) || a - b);
    if (sorted.length <= maxSeeds) return sorted;
    return Array.from({ length: maxSeeds }, (_, i) => sorted[Math.floor(((i + 0.5) * sorted.length) / maxSeeds)]);
  }
  function offer(rows) {
    const link = $("map-recommend");
    link.hidden = !rows.length;
    if (rows.length) link.href = `/map/recommend?v=${version}&rows=${seeds(rows).join(",")}`;
  }
  function choose(inside) {
    const rows = [];
    for (let row = 0; row < data.n; row++) {
      if (kinds[row] !== HIDDEN && (state.topic < 0 || marks.length || kinds[row] < DIM) && inside(px(data.x[row]), py(data.y[row]))) rows.push(row);
    }
    state.q = "";
    $("map-found").hidden = true;
    mark(rows);
    offer(rows);
    const spread = rows.length > maxSeeds ? `; ${maxSeeds} of them, spread evenly, stand for all` : "";
    say(rows.length ? `${counted(rows.length, "paper")} chosen${spread}` : "No paper is in that area");
    remember();
  }
  function lassoed(outline) {
    const xs = outline.map(([x]) => x);
    const ys = outline.map(([, y]) => y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    choose((x, y) => {
      if (x < left || x > right || y < top || y > bottom) return false;
      let inside = false;
      for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
        const [[ax, ay], [bx, by]] = [outline[i], outline[j]];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      }
      return inside;
    });
  }
  $("map-clear").addEventListener("click", () => {
    state.q = "";
    $("map-q").value = "";
    $("map-found").hidden = true;
    mark([]);
    sayWhatIsShown();
    remember();
    area.focus();
  });
  const lasso = $("map-lasso");
  const choosing = () => lasso.getAttribute("aria-pressed") === "true";
  lasso.addEventListener("click", () => {
    lasso.setAttribute("aria-pressed", String(!choosing()));
    area.classList.toggle("choosing", choosing());
  });

  // --- pointers

  const pointers = new Map();
  let travelled = 0;
  const place = event => {
    const box = map.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  area.addEventListener("pointerdown", event => {
    if (event.button > 0) return;
    area.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, place(event));
    travelled = 0;
    chosen = pointers.size === 1 && (event.shiftKey || choosing()) ? [place(event)] : null;
    if (!chosen) area.classList.add("moving");
  });
  area.addEventListener("pointermove", event => {
    const at = place(event);
    const before = pointers.get(event.pointerId);
    if (!before) {
      point(nearest(...at, 9), ...at);
      return;
    }
    travelled += Math.hypot(at[0] - before[0], at[1] - before[1]);
    pointers.set(event.pointerId, at);
    if (chosen) {
      if (chosen.length < 2000) chosen.push(at);
      redraw();
    } else if (pointers.size === 1) {
      if (travelled > 4) pan(at[0] - before[0], at[1] - before[1]);
    } else {
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, where]) => where);
      const apart = where => Math.max(10, Math.hypot(where[0] - other[0], where[1] - other[1]));
      zoom(apart(at) / apart(before), (at[0] + other[0]) / 2, (at[1] + other[1]) / 2);
      pan((at[0] - before[0]) / 2, (at[1] - before[1]) / 2);
    }
  });
  const lifted = event => {
    const at = pointers.get(event.pointerId);
    if (!pointers.delete(event.pointerId)) return;
    if (pointers.size === 0) area.classList.remove("moving");
    const outline = chosen;
    chosen = null;
    if (event.type === "pointercancel") {
      redraw();
    } else if (outline && outline.length > 2) {
      lassoed(outline);
    } else if (travelled <= 4 && pointers.size === 0) {
      const row = nearest(...at, event.pointerType === "touch" ? 16 : 9);
      const shown = row === ring && !card.hidden;
      if (row >= 0 && (event.pointerType !== "touch" || shown)) visit(row, event.ctrlKey || event.metaKey);
      else point(row, ...at);
    }
  };
  area.addEventListener("pointerup", lifted);
  area.addEventListener("pointercancel", lifted);
  area.addEventListener("pointerleave", event => {
    if (event.pointerType === "mouse" && pointers.size === 0) {
      hideCard();
      redraw();
    }
  });
  area.addEventListener(
    "wheel",
    event => {
      event.preventDefault();
      const lines = event.deltaMode === 1 ? 30 : 1;
      zoom(Math.exp(Math.max(-1, Math.min(1, -event.deltaY * lines * 0.0022))), ...place(event));
    },
    { passive: false },
  );

  // --- keys

  const KEYS = {
    ArrowLeft: () => pan(60, 0),
    ArrowRight: () => pan(-60, 0),
    ArrowUp: () => pan(0, 60),
    ArrowDown: () => pan(0, -60),
    "+": () => zoom(1.4),
    "=": () => zoom(1.4),
    "-": () => zoom(1 / 1.4),
    0: showAll,
  };
  const middle = () => nearest(view.width / 2, view.height / 2, Math.min(view.width, view.height) / 3);
  area.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = KEYS[event.key];
    if (move) {
      event.preventDefault();
      move();
      const row = middle();
      if (row >= 0) point(row, px(data.x[row]), py(data.y[row]), true);
    } else if (event.key === "Enter") {
      const row = ring >= 0 ? ring : middle();
      if (row >= 0) visit(row, false);
    } else if (event.key === "Escape") {
      $("map-clear").click();
    } else if (event.key === "s") {
      choose((x, y) => x >= 0 && y >= 0 && x <= view.width && y <= view.height);
    }
  });

  new ResizeObserver(resize).observe(map);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    showControls();
    redraw();
  });
  addEventListener("hashchange", restore);
  for (const link of document.querySelectorAll(".map-show")) {
    link.addEventListener("click", () => map.scrollIntoView({ block: "nearest" }));
  }
  resize();
  await restore();
  map.dataset.ready = "true";
}

start().catch(error => {
  $("map-status").textContent = `The map cannot be drawn: ${error.message}. The table below has the topics.`;
});
