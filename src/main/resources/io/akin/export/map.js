
'use strict';
(() => {
  // Titles, names and addresses come from strangers: they are set as text, and never as markup.
  const { topics, papers } = JSON.parse(document.getElementById('data').textContent);
  const COLOURS = ['#4e79a7', '#e07b28', '#3f9a4d', '#c23b4e', '#8b6cc4', '#9c6644',
    '#d070a8', '#2a9d9d', '#b0932a', '#5c7cfa', '#7a8f2a', '#c0504d'];
  const MOST_RESULTS = 100;
  const canvas = document.getElementById('map');
  const ink = canvas.getContext('2d');
  const tip = document.getElementById('tip');
  const search = document.getElementById('search');
  const results = document.getElementById('results');
  const status = document.getElementById('status');
  const n = papers.length;
  const x = Float32Array.from(papers, (paper) => paper[0]);
  const y = Float32Array.from(papers, (paper) => -paper[1]);
  const titles = papers.map((paper) => paper[3].toLowerCase());

  // The colour of a paper is that of its coarsest topic.
  const root = (topic) => {
    while (topic >= 0 && topics[topic].parent >= 0) topic = topics[topic].parent;
    return topic;
  };
  const groups = new Map();
  for (let i = 0; i < n; i++) {
    const group = root(papers[i][2]);
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(i);
  }
  const order = [...groups.keys()].sort((a, b) => a - b); // noise first, below all others

  // A colour as a pixel of the picture; `share` of it over the ground where it is to be faint.
  const pixel = (group, share = 1) => {
    const style = getComputedStyle(document.documentElement);
    const parts = (name) => {
      ink.fillStyle = name;
      return [1, 3, 5].map((at) => parseInt(ink.fillStyle.slice(at, at + 2), 16));
    };
    const ground = parts(style.getPropertyValue('--ground').trim());
    const own = parts(group < 0 ? style.getPropertyValue('--noise').trim() : COLOURS[group % COLOURS.length]);
    const [r, g, b] = own.map((part, i) => Math.round(share * part + (1 - share) * ground[i]));
    return (0xff000000 | (b << 16) | (g << 8) | r) >>> 0;
  };

  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
  for (let i = 0; i < n; i++) {
    left = Math.min(left, x[i]); right = Math.max(right, x[i]);
    top = Math.min(top, y[i]); bottom = Math.max(bottom, y[i]);
  }
  if (n === 0) left = right = top = bottom = 0;

  // Cells of a grid over the map, to find what is under the pointer.
  const CELLS = 128;
  const spanX = right - left || 1, spanY = bottom - top || 1;
  const column = (value) => Math.min(CELLS - 1, Math.max(0, Math.floor((value - left) / spanX * CELLS)));
  const line = (value) => Math.min(CELLS - 1, Math.max(0, Math.floor((value - top) / spanY * CELLS)));
  const grid = new Map();
  for (let i = 0; i < n; i++) {
    const cell = line(y[i]) * CELLS + column(x[i]);
    if (!grid.has(cell)) grid.set(cell, []);
    grid.get(cell).push(i);
  }

  let width = 0, height = 0, whole = 1, scale = 1, centreX = 0, centreY = 0;
  let found = null, hovered = -1, waiting = false;
  let picture = ink.createImageData(1, 1), pixels = new Uint32Array(picture.data.buffer);
  const toX = (value) => (value - centreX) * scale + width / 2;
  const toY = (value) => (value - centreY) * scale + height / 2;
  const fromX = (value) => (value - width / 2) / scale + centreX;
  const fromY = (value) => (value - height / 2) / scale + centreY;

  const draw = () => {
    waiting = false;
    const ratio = window.devicePixelRatio || 1;
    ink.setTransform(ratio, 0, 0, ratio, 0, 0);
    const size = Math.min(9, Math.max(1.5, 2.2 * Math.sqrt(scale / whole) * Math.sqrt(Math.min(4, 8000 / Math.max(1, n)))));
    // Pixel by pixel, which takes a tenth of the time that rectangles take.
    const side = Math.max(1, Math.round(size * ratio));
    const wide = picture.width, high = picture.height, zoomed = scale * ratio;
    const dot = (i, value) => {
      const px = Math.round((x[i] - centreX) * zoomed + (wide - side) / 2);
      const py = Math.round((y[i] - centreY) * zoomed + (high - side) / 2);
      if (px < 0 || py < 0 || px + side > wide || py + side > high) return;
      for (let row = py * wide + px, last = row + side * wide; row < last; row += wide) {
        for (let at = row; at < row + side; at++) pixels[at] = value;
      }
    };
    pixels.fill(0);
    for (const group of order) {
      const value = pixel(group, found ? 0.15 : 0.85);
      for (const i of groups.get(group)) dot(i, value);
    }
    if (found) {
      const values = new Map(order.map((group) => [group, pixel(group)]));
      for (const i of found) dot(i, values.get(root(papers[i][2])));
    }
    ink.putImageData(picture, 0, 0);
    const text = getComputedStyle(document.body);
    if (hovered >= 0) {
      ink.strokeStyle = text.color;
      ink.lineWidth = 2;
      ink.strokeRect(toX(x[hovered]) - size, toY(y[hovered]) - size, 2 * size, 2 * size);
    }
    label(text);
  };

  // Coarse topics first; finer ones as the map comes nearer, where there is room.
  const label = (text) => {
    const taken = [];
    const byRank = topics.map((topic, number) => ({ topic, number }))
      .filter(({ topic }) => scale / whole >= 2 ** topic.level * 0.99)
      .sort((a, b) => a.topic.level - b.topic.level || b.topic.papers - a.topic.papers || a.number - b.number);
    ink.textAlign = 'center';
    ink.textBaseline = 'middle';
    ink.lineJoin = 'round';
    for (const { topic } of byRank) {
      const px = toX(topic.x), py = toY(-topic.y);
      if (px < 0 || py < 0 || px > width || py > height) continue;
      const high = topic.level === 0 ? 15 : 12;
      ink.font = `${topic.level === 0 ? 600 : 400} ${high}px system-ui, sans-serif`;
      const name = topic.name.length > 48 ? topic.name.slice(0, 47) + '…' : topic.name;
      const half = ink.measureText(name).width / 2 + 4;
      const box = [px - half, py - high, px + half, py + high];
      if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
      taken.push(box);
      ink.lineWidth = 4;
      ink.strokeStyle = text.backgroundColor;
      ink.strokeText(name, px, py);
      ink.fillStyle = text.color;
      ink.fillText(name, px, py);
    }
  };

  const redraw = () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(draw);
    }
  };
  const showAll = () => {
    whole = 0.9 * Math.min(width / spanX, height / spanY);
    scale = whole;
    centreX = (left + right) / 2;
    centreY = (top + bottom) / 2;
    redraw();
  };
  const resize = () => {
    const zoom = scale / whole, first = width === 0;
    width = canvas.clientWidth;
    height = canvas.clientHeight;
    canvas.width = Math.round(width * (window.devicePixelRatio || 1));
    canvas.height = Math.round(height * (window.devicePixelRatio || 1));
    picture = ink.createImageData(Math.max(1, canvas.width), Math.max(1, canvas.height));
    pixels = new Uint32Array(picture.data.buffer);
    whole = 0.9 * Math.min(width / spanX, height / spanY) || 1;
    if (first) showAll();
    scale = whole * zoom;
    redraw();
  };
  const zoom = (factor, px, py) => {
    const atX = fromX(px), atY = fromY(py);
    scale = Math.min(whole * 2000, Math.max(whole / 2, scale * factor));
    centreX = atX - (px - width / 2) / scale;
    centreY = atY - (py - height / 2) / scale;
    redraw();
  };

  const nearest = (px, py) => {
    const reach = 8 / scale, atX = fromX(px), atY = fromY(py);
    let best = -1, least = reach * reach;
    for (let row = line(atY - reach); row <= line(atY + reach); row++) {
      for (let col = column(atX - reach); col <= column(atX + reach); col++) {
        for (const i of grid.get(row * CELLS + col) || []) {
          const distance = (x[i] - atX) ** 2 + (y[i] - atY) ** 2;
          if (distance < least) {
            least = distance;
            best = i;
          }
        }
      }
    }
    return best;
  };
  const address = (i) => (/^https?:\/\//i.test(papers[i][5]) ? papers[i][5] : '');
  const hover = (px, py) => {
    hovered = nearest(px, py);
    tip.hidden = hovered < 0;
    canvas.classList.toggle('link', hovered >= 0 && address(hovered) !== '');
    if (hovered >= 0) {
      const [, , topic, title, year] = papers[hovered];
      const small = document.createElement('small');
      small.textContent = [year || '', topic < 0 ? '' : topics[topic].name].filter(String).join(' · ');
      tip.replaceChildren(title, small);
      tip.style.left = `${Math.max(0, Math.min(px + 12, width - tip.offsetWidth))}px`;
      tip.style.top = `${Math.max(0, Math.min(py + 12, height - tip.offsetHeight))}px`;
    }
    redraw();
  };

  const pointers = new Map();
  let moved = 0;
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
    moved = 0;
  });
  canvas.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) {
      hover(event.offsetX, event.offsetY);
      return;
    }
    const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    if (others.length === 1) {
      const [ox, oy] = others[0];
      const was = Math.hypot(before[0] - ox, before[1] - oy);
      zoom(Math.hypot(event.offsetX - ox, event.offsetY - oy) / Math.max(1, was), ox, oy);
    } else {
      centreX -= (event.offsetX - before[0]) / scale;
      centreY -= (event.offsetY - before[1]) / scale;
    }
    moved += Math.hypot(event.offsetX - before[0], event.offsetY - before[1]);
    pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
    redraw();
  });
  const release = (event) => pointers.delete(event.pointerId);
  canvas.addEventListener('pointercancel', release);
  canvas.addEventListener('pointerup', (event) => {
    release(event);
    hover(event.offsetX, event.offsetY);
    if (moved < 5 && hovered >= 0 && address(hovered)) {
      window.open(address(hovered), '_blank', 'noopener,noreferrer');
    }
  });
  canvas.addEventListener('pointerleave', () => {
    hovered = -1;
    tip.hidden = true;
    redraw();
  });
  canvas.addEventListener('wheel', (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0015)), event.offsetX, event.offsetY);
  }, { passive: false });
  canvas.addEventListener('keydown', (event) => {
    const step = 60 / scale;
    const keys = {
      ArrowLeft: () => { centreX -= step; },
      ArrowRight: () => { centreX += step; },
      ArrowUp: () => { centreY -= step; },
      ArrowDown: () => { centreY += step; },
      '+': () => zoom(1.3, width / 2, height / 2),
      '=': () => zoom(1.3, width / 2, height / 2),
      '-': () => zoom(1 / 1.3, width / 2, height / 2),
      0: showAll,
    };
    if (Object.hasOwn(keys, event.key) && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      keys[event.key]();
      redraw();
    }
  });
  document.getElementById('whole').addEventListener('click', showAll);

  const count = (number) => number.toLocaleString('en');
  const tell = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    found = words.length === 0 ? null : [];
    for (let i = 0; found && i < n; i++) {
      if (words.every((word) => titles[i].includes(word))) found.push(i);
    }
    results.hidden = !found || found.length === 0;
    results.replaceChildren(...(found || []).slice(0, MOST_RESULTS).map((i) => {
      const item = document.createElement('li');
      if (address(i)) {
        const link = document.createElement('a');
        link.href = address(i);
        link.rel = 'noopener noreferrer';
        link.target = '_blank';
        link.textContent = papers[i][3];
        item.append(link);
      } else {
        item.textContent = papers[i][3];
      }
      return item;
    }));
    status.textContent = found
      ? `${count(found.length)} of ${count(n)} papers${found.length > MOST_RESULTS ? `, the first ${MOST_RESULTS} are listed` : ''}`
      : `${count(n)} papers`;
    redraw();
  };
  let timer = 0;
  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(tell, 120);
  });
  window.addEventListener('resize', resize);
  resize();
  tell();
})();
