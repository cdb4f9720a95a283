// The search field as a combobox with a list (ARIA Authoring Practices, "editable combobox").
const WAIT_MS = 110;
const KEPT = 60;
const TITLES = {
  query: "Searches",
  category: "Categories",
  brand: "Brands",
  product: "Products",
};

export function suggest(form) {
  const field = form.querySelector("input[type=search]");
  const known = new Map();
  let options = [];
  let active = -1;
  let typed = field.value;
  let timer = 0;
  let asked = null;

  const list = element("div", { className: "suggestions", id: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  const said = element("div", { className: "visually-hidden" });
  said.setAttribute("role", "status");
  form.append(list, said);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) {
    field.setAttribute(name, value);
  }

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function show(items) {
    options = [];
    list.replaceChildren();
    for (const [kind, title] of Object.entries(TITLES)) {
      const group = items.filter((item) => item.kind === kind);
      if (!group.length) continue;
      const box = element("div");
      const heading = element("div", { className: "suggestions-title", textContent: title });
      heading.id = `suggestions-${kind}`;
      box.setAttribute("role", "group");
      box.setAttribute("aria-labelledby", heading.id);
      box.append(heading, ...group.map(option));
      list.append(box);
    }
    list.hidden = options.length === 0;
    active = -1;
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
    const many = options.length === 1 ? "1 suggestion" : `${options.length} suggestions`;
    said.textContent = options.length ? many : "";
  }

  function option(item) {
    const row = element("div", { className: "suggestion" });
    row.id = `suggestion-${options.length}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    if (item.image) row.append(element("img", { src: item.image, alt: "", width: 40, height: 40 }));
    row.append(marked(item.text, typed.trim()));
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => location.assign(item.href));
    options.push({ row, item });
    return row;
  }

  function move(step) {
    options[active]?.row.setAttribute("aria-selected", "false");
    // One place more than options: the field itself, with what was typed.
    active = ((active + 1 + step + options.length + 1) % (options.length + 1)) - 1;
    const now = options[active];
    if (!now) {
      field.removeAttribute("aria-activedescendant");
      field.value = typed;
      return;
    }
    now.row.setAttribute("aria-selected", "true");
    now.row.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", now.row.id);
    field.value = now.item.kind === "query" ? now.item.text : typed;
  }

  async function ask() {
    const text = typed.trim();
    asked?.abort();
    if (!text) return close();
    asked = new AbortController();
    const { signal } = asked;
    try {
      if (!known.has(text)) {
        const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(text)}`, {
          signal,
        });
        if (!answer.ok) return close();
        known.set(text, (await answer.json()).suggestions);
        if (known.size > KEPT) known.delete(known.keys().next().value);
      }
      if (!signal.aborted && document.activeElement === field) show(known.get(text));
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  field.addEventListener("input", () => {
    typed = field.value;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      if (list.hidden) field.value = typed = "";
      else field.value = typed;
      close();
      event.preventDefault();
    } else if (event.key === "Enter" && options[active] && !list.hidden) {
      event.preventDefault();
      location.assign(options[active].item.href);
    }
  });

  field.addEventListener("blur", close);
  form.addEventListener("submit", (event) => {
    if (!field.value.trim()) event.preventDefault();
  });

  // "/" goes to the search field, as in many shops and tools.
  document.addEventListener("keydown", (event) => {
    const editing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !editing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });
}

function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}

function marked(text, part) {
  const span = element("span");
  const at = text.toLowerCase().indexOf(part.toLowerCase());
  if (at < 0 || !part) {
    span.textContent = text;
    return span;
  }
  const mark = element("mark", { textContent: text.slice(at, at + part.length) });
  span.append(text.slice(0, at), mark, text.slice(at + part.length));
  return span;
}
