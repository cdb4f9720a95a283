// Filters, orders and pages of a list without loading the whole page. Every step is an ordinary
// address, so that back, reload and sharing work; where anything fails, the browser goes there.
let asked = null;

export function follow(list) {
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  list.after(said);
  list.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.matches("[data-listing]")) go(list, address(form), true);
  });

  list.addEventListener("submit", (event) => {
    event.preventDefault();
    const filters = location.hash === "#filters";
    go(list, address(event.target), true);
    if (filters) location.hash = "list";
  });

  list.addEventListener("click", (event) => {
    const link = event.target.closest(".chip, .pagination a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(list, link.href, true).then(() => {
      if (link.matches(".pagination a")) {
        document.getElementById("main").scrollIntoView();
        document.querySelector(".results .card a")?.focus({ preventScroll: true });
      }
    });
  });

  let shown = location.pathname + location.search;
  addEventListener("popstate", () => {
    if (shown !== location.pathname + location.search) go(list, location.href, false);
  });
  list.addEventListener("list:shown", () => {
    shown = location.pathname + location.search;
    said.textContent = list.querySelector(".results-count, .zero-text")?.textContent ?? "";
  });
}

function address(form) {
  const wanted = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value && !(name === "sort" && value === "relevance")) wanted.append(name, value);
  }
  const query = wanted.toString();
  return form.getAttribute("action") + (query ? `?${query}` : "");
}

async function go(list, href, remember) {
  asked?.abort();
  asked = new AbortController();
  list.querySelector(".results")?.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(href, { signal: asked.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("list");
    if (!fresh) throw new Error("There is no list in the answer");
    if (remember) history.pushState(null, "", href + (location.hash === "#filters" ? "#filters" : ""));
    swap(list, fresh);
    document.title = page.title;
    list.dispatchEvent(new Event("list:shown"));
  } catch (error) {
    if (error.name !== "AbortError") location.assign(href);
  }
}

// Puts the new content in, and keeps the focus, what is unfolded and how far filters are scrolled.
function swap(list, fresh) {
  const focused = document.activeElement?.id;
  for (const old of list.querySelectorAll("details[id]")) {
    const now = fresh.querySelector(`#${CSS.escape(old.id)}`);
    if (now) now.open = old.open;
  }
  const pairs = [".filters", ".results"].map((part) => [
    list.querySelector(part),
    fresh.querySelector(part),
  ]);
  if (pairs.every(([old, now]) => old && now)) {
    // The elements stay, and with them where they are scrolled and what is :target.
    for (const [old, now] of pairs) old.replaceChildren(...now.childNodes);
    list.querySelector(".results").removeAttribute("aria-busy");
  } else list.replaceChildren(...fresh.childNodes);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}
