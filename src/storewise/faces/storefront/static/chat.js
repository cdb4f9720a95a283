// Opens the shop's assistant. The chat itself is fetched when it is first wanted.
const place = document.querySelector("[data-chat]");
const { chat: base, chatProduct: product, chatStyle, chatInside } = place.dataset;
const KEY = `storewise-chat:${base}`;
let opened = null;

const server = {
  ask: (text, signal) => post("/messages", { text, product: product || null }, signal),
  feedback: (id, opinion) => post(`/messages/${id}/feedback`, opinion),
  forget: () => fetch(`${base}/new`, { method: "POST", redirect: "manual" }),
};

function post(path, body, signal) {
  return fetch(base + path, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify(body),
    signal,
  });
}

function remember(open) {
  try {
    if (open) sessionStorage.setItem(KEY, "open");
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage is switched off: the chat is closed on the next page.
  }
}

function remembered() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

async function make(options) {
  const [{ createChat }, begun] = await Promise.all([
    import("../ui/chat/panel.js"),
    fetch(`${base}/history?product=${encodeURIComponent(product)}`).then((answer) =>
      answer.ok ? answer.json() : Promise.reject(new Error(answer.status)),
    ),
    chatStyle && styled(),
  ]);
  return createChat({ ...begun, server, place: (href) => ({ href }), ...options });
}

function styled() {
  return new Promise((resolve) => {
    const sheet = document.createElement("link");
    Object.assign(sheet, { rel: "stylesheet", href: chatStyle, onload: resolve, onerror: resolve });
    document.head.append(sheet);
  });
}

async function open(takeFocus) {
  try {
    opened ??= make({ closed }).then((chat) => {
      place.after(chat.panel);
      return chat;
    });
    (await opened).open(takeFocus);
  } catch {
    // Scripts could not be fetched: the page of the assistant works without them.
    return location.assign(place.href);
  }
  place.hidden = true;
  place.setAttribute("aria-expanded", "true");
  remember(true);
}

function closed() {
  place.hidden = false;
  place.setAttribute("aria-expanded", "false");
  place.focus();
  remember(false);
}

if (chatInside !== undefined) {
  make({ inside: place });
} else {
  place.setAttribute("role", "button");
  place.setAttribute("aria-haspopup", "dialog");
  place.setAttribute("aria-expanded", "false");
  place.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(true);
  });
  place.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    open(true);
  });
  // On a phone the panel covers the page that one has just gone to.
  if (remembered() && !matchMedia("(width < 40rem)").matches) open(false);
}
