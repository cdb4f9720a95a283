// The assistant of a shop on any other site: a launcher and the chat's panel in a shadow tree.
// What stands before this is the chat itself, and STYLE, its style sheet; see widget_script.py.
const script = document.currentScript ?? document.querySelector("script[data-key]");

async function widget() {
  if (document.querySelector("storewise-assistant")) return;
  const { key, accent, position, language, theme, label, product, productUrl } = script.dataset;
  const origin = new URL(script.src).origin;
  const base = `${origin}/widget/${encodeURIComponent(key ?? "")}`;
  const kept = keep(`storewise:${key}:`);
  const about = new URLSearchParams({ language: language ?? "", accent: accent ?? "" });
  if (product) about.set("product", product);

  const call = (path, { body, signal } = {}) =>
    fetch(base + path, {
      method: body ? "POST" : "GET",
      headers: {
        ...(body && { "content-type": "application/json" }),
        ...(kept.get("session") && { "assistant-session": kept.get("session") }),
      },
      body: body && JSON.stringify(body),
      signal,
      credentials: "omit",
    });
  const server = {
    async ask(text, signal) {
      const answer = await call("/messages", { body: { text, product: product ?? null }, signal });
      const session = answer.headers.get("assistant-session");
      if (session) kept.set("session", session);
      return answer;
    },
    feedback: (id, opinion) => call(`/messages/${id}/feedback`, { body: opinion }),
    forget: async () => kept.set("session", ""),
  };

  const begun = await (await expected(call(`?${about}`))).json();
  if (!begun.enabled) return;
  const { chat } = begun;

  const host = document.createElement("storewise-assistant");
  const tree = host.attachShadow({ mode: "open" });
  tree.adoptedStyleSheets = [STYLE, begun.style].map((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    return sheet;
  });
  if (position === "left" || position === "right") host.setAttribute("data-position", position);
  if (theme === "light" || theme === "dark") host.setAttribute("data-theme", theme);
  const launcher = element(
    "button",
    { class: "chat-launcher", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false" },
    icon("chat"),
    element("span", {}, label ?? chat.texts.ask ?? "Ask the assistant"),
  );
  // What one types here is no shortcut of the page around.
  for (const happening of ["keydown", "keypress", "keyup"]) {
    tree.addEventListener(happening, (event) => event.stopPropagation());
  }
  tree.append(launcher);
  document.body.append(host);
  let opened = null;

  // Sources open beside the page that one is on; so do products that are not on this site.
  const place = (address, what) => {
    const own = productUrl && what.handle && !what.number;
    const href = own ? productUrl.replace("{handle}", encodeURIComponent(what.handle)) : address;
    const here = new URL(href, location.href).origin === location.origin;
    return here ? { href } : { href, target: "_blank", rel: "noopener" };
  };

  async function make() {
    const messages = kept.get("session") ? await (await expected(call("/history"))).json() : [];
    const made = createChat({ chat, messages, server, place, closed });
    tree.append(made.panel);
    return made;
  }

  async function open(takeFocus) {
    opened ??= make();
    try {
      (await opened).open(takeFocus);
    } catch (error) {
      opened = null;
      throw error;
    }
    launcher.hidden = true;
    launcher.setAttribute("aria-expanded", "true");
    kept.set("open", "yes");
  }

  function closed() {
    launcher.hidden = false;
    launcher.setAttribute("aria-expanded", "false");
    launcher.focus();
    kept.set("open", "");
  }

  async function expected(called) {
    const answer = await called;
    if (answer.ok) return answer;
    throw new Error((await reason(answer)) ?? `The server answered ${answer.status}.`);
  }

  launcher.addEventListener("click", () => open(true).catch(complain));
  if (kept.get("open") && !matchMedia("(width < 40rem)").matches) await open(false);
}

// The session's token and whether the panel is open, for as long as the tab lives.
function keep(prefix) {
  const memory = new Map();
  return {
    get(name) {
      try {
        return sessionStorage.getItem(prefix + name);
      } catch {
        return memory.get(name);
      }
    },
    set(name, value) {
      memory.set(name, value);
      try {
        sessionStorage.setItem(prefix + name, value);
      } catch {
        // Storage is switched off: the conversation lasts for this page.
      }
    },
  };
}

function complain(error) {
  const hint =
    error instanceof TypeError
      ? `It could not be reached. Is ${location.origin} among the pages that may use it (console, ` +
        "Assistant, Settings), is data-key a publishable key (pk_…) of the store, and does this " +
        "page's content security policy admit the server?"
      : error.message;
  console.error(`Storewise assistant: ${hint}`);
}

const start = () => widget().catch(complain);
if (document.body) start();
else document.addEventListener("DOMContentLoaded", start);
