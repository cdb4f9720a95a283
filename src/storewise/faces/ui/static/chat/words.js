// An answer's text as nodes: paragraphs, lists and links to sources. Everything else stays text.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child != null && child !== false));
  return made;
}

const DRAWN = {
  chat: "M4 5h16v11.5h-9L6.5 20v-3.5H4V5Zm4 4.2h8m-8 3.4h5",
  close: "m6 6 12 12M18 6 6 18",
  anew: "M8.5 5 4 9.5 8.5 14M4.5 9.5H14a5.2 5.2 0 0 1 0 10.4H9",
  send: "M12 19.5V5m-6 6 6-6 6 6",
  stop: "M7 7h10v10H7V7Z",
  up: "M7.5 20V10.5l4-7c1.6 0 2.5 1.2 2.2 2.8L13 9.5h5.2c1.3 0 2.2 1.2 1.9 2.4l-1.5 6.4A2.2 2.2 0 0 1 16.4 20H7.5Zm0-9.5H4V20h3.5",
  down: "M16.5 4v9.5l-4 7c-1.6 0-2.5-1.2-2.2-2.8l.7-3.2H5.8c-1.3 0-2.2-1.2-1.9-2.4l1.5-6.4A2.2 2.2 0 0 1 7.6 4h8.9Zm0 9.5H20V4h-3.5",
  file: "M6 3.5h8l4.5 4.5v12.5H6v-17Zm7.5 0v5h5",
};

export function icon(name) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", "chat-icon");
  drawing.setAttribute("aria-hidden", "true");
  path.setAttribute("d", DRAWN[name]);
  drawing.append(path);
  return drawing;
}

// Renders text into a box. Parts that did not change keep their nodes, and with them the focus.
// `source(number)` gives a citation as { href, title, target }, or nothing while it is not known.
export function write(box, text, source) {
  const parts = blocks(text);
  parts.forEach((lines, at) => {
    const cited = [...lines.join().matchAll(/\[(\d+)\]/g)].map(([, n]) => source(n)?.href);
    const state = JSON.stringify([lines, cited]);
    const before = box.children[at];
    if (before?.state === state) return;
    const made = block(lines, source);
    made.state = state;
    if (before) before.replaceWith(made);
    else box.append(made);
  });
  while (box.children.length > parts.length) box.lastElementChild.remove();
}

// Paragraphs are one line each, a list is all of its lines.
function blocks(text) {
  const found = [];
  let list = null;
  for (const line of text.split("\n")) {
    if (line.startsWith("- ")) {
      if (!list) found.push((list = []));
      list.push(line);
    } else {
      list = null;
      if (line.trim()) found.push([line]);
    }
  }
  return found;
}

function block(lines, source) {
  if (!lines[0].startsWith("- ")) return element("p", { dir: "auto" }, ...inline(lines[0], source));
  const items = lines.map((line) => element("li", {}, ...inline(line.slice(2), source)));
  return element("ul", { dir: "auto" }, ...items);
}

function inline(line, source) {
  return line.split(/\s*(\[\d+\])/).map((part) => {
    const number = /^\[(\d+)\]$/.exec(part)?.[1];
    const known = number && source(number);
    if (!known) return part;
    const { href, title, target } = known;
    const link = { class: "chat-cite", href, title, target, rel: target && "noopener" };
    return element("a", { ...link, "aria-label": title }, number);
  });
}
