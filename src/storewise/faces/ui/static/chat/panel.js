// The chat of a shop: a panel over the page, or a part of a page. Shared by shops and the widget.
import { chips, round } from "./parts.js";
import { events } from "./stream.js";
import { TEXTS } from "./texts.js";
import { createTurn } from "./turn.js";
import { element, icon } from "./words.js";

const LONGEST = 2000;

// `chat` has name, greeting, about, examples and texts; `messages` are those of before. `server`
// has ask(text, signal), feedback(id, opinion) and forget(); `place(address, what)` makes the
// attributes of a link. `inside` is an element to fill: without it, the panel lies over the page
// and can be closed, which `closed` is told.
export function createChat({ chat, messages, server, place, inside, closed }) {
  const t = { ...TEXTS, ...chat.texts };
  const phone = matchMedia("(width < 40rem)");
  let running = null;
  let following = true;
  let latest = null;

  const field = element("textarea", {
    id: "chat-field",
    class: "chat-field",
    rows: 1,
    maxlength: LONGEST,
    placeholder: t.placeholder,
    enterkeyhint: "send",
    autocomplete: "off",
    dir: "auto",
  });
  const send = element("button", { class: "chat-send", type: "submit" });
  const form = element(
    "form",
    { class: "chat-form", onsubmit: submit },
    element("label", { class: "chat-hidden", for: field.id }, t.field),
    field,
    send,
  );
  const title = element(inside ? "h1" : "h2", { id: "chat-title", tabindex: -1, dir: "auto" }, chat.name);
  const begin = round("anew", t.anew, anew);
  const head = element(
    "div",
    { class: "chat-head" },
    element("span", { class: "chat-mark" }, icon("chat")),
    element("div", { class: "chat-names" }, title, element("p", { class: "chat-quiet" }, t.kind)),
    begin,
    !inside && round("close", t.close, close),
  );
  const welcome = element(
    "div",
    { class: "chat-welcome" },
    element("p", { class: "chat-greeting", dir: "auto" }, chat.greeting),
    element("p", { class: "chat-quiet" }, chat.about),
    chips(chat.examples, ask),
  );
  const log = element("ol", { class: "chat-log", role: "list" });
  const region = { role: "region", "aria-label": t.conversation, tabindex: 0 };
  const scroll = element("div", { class: "chat-scroll", ...region }, welcome, log);
  const said = element("div", { class: "chat-hidden", "aria-live": "polite" });
  const whole = { class: "chat", "aria-labelledby": title.id, lang: chat.lang };
  const panel = element("section", whole, head, scroll, form, said);
  const kit = { t, server, place, ask, show, say: (words) => said.append(spoken(words)) };

  for (const message of messages) add(message.question, message);
  latest?.suggest(true);
  settle();

  for (const happening of ["wheel", "touchmove"]) {
    scroll.addEventListener(happening, () => (following = false), { passive: true });
  }
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!running) form.requestSubmit();
  });
  if (inside) {
    panel.classList.add("chat-inside");
    inside.replaceChildren(panel);
  } else {
    panel.setAttribute("role", "dialog");
    panel.hidden = true;
    panel.addEventListener("keydown", keys);
  }

  function open(takeFocus) {
    panel.hidden = false;
    panel.setAttribute("aria-modal", String(phone.matches));
    if (latest) show(latest.item);
    if (takeFocus) focus();
  }

  // On a touch screen the field would bring up the keyboard over what there is to read.
  function focus() {
    (matchMedia("(pointer: coarse)").matches ? title : field).focus();
  }

  function close() {
    panel.hidden = true;
    closed();
  }

  function keys(event) {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      close();
    } else if (event.key === "Tab" && phone.matches) {
      // The panel covers the page, so that the focus stays in it.
      const stops = panel.querySelectorAll("a, button, textarea, input, [tabindex='0']");
      const usable = [...stops].filter((each) => each.getClientRects().length);
      const [edge, other] = event.shiftKey ? [0, -1] : [-1, 0];
      if (panel.getRootNode().activeElement !== usable.at(edge)) return;
      event.preventDefault();
      usable.at(other).focus();
    }
  }

  function submit(event) {
    event.preventDefault();
    const text = field.value.trim();
    if (running) running.abort();
    else if (text) ask(text);
    else field.focus();
  }

  async function ask(text) {
    if (running) return;
    const stop = (running = new AbortController());
    field.value = "";
    latest?.suggest(false);
    const turn = add(text);
    following = true;
    settle();
    turn.doing(t.working);
    show(turn.item);
    focus();
    try {
      const answer = await server.ask(text, stop.signal);
      if (!answer.ok) throw new Error((await reason(answer)) ?? t.lost);
      let last = null;
      for await (last of events(answer.body)) {
        if (last.type === "error") throw new Error(last.message);
        turn.take(last);
      }
      if (last?.type !== "done") throw new Error(t.lost);
      turn.suggest(true);
    } catch (error) {
      if (stop.signal.aborted) turn.end(t.stopped);
      else turn.end(error instanceof TypeError ? t.lost : error.message, true);
    }
    if (running === stop) running = null;
    settle();
  }

  async function anew() {
    running?.abort();
    running = latest = null;
    await server.forget();
    log.replaceChildren();
    settle();
    said.replaceChildren(spoken(t.began));
    focus();
  }

  function add(question, kept) {
    const turn = createTurn(question, kept, kit);
    log.append(turn.item);
    return (latest = turn);
  }

  // A new turn goes to the top and stays there, until the reader scrolls.
  function show(item) {
    if (!following) return;
    if (inside) item.scrollIntoView({ block: "start" });
    else scroll.scrollTop = item.offsetTop - 16;
  }

  // What the panel shows follows from whether there are turns, and whether one is running.
  function settle() {
    welcome.hidden = Boolean(latest);
    begin.hidden = !latest;
    send.replaceChildren(icon(running ? "stop" : "send"));
    send.setAttribute("aria-label", running ? t.stop : t.send);
    log.setAttribute("aria-busy", String(Boolean(running)));
  }

  return { panel, open };
}

function spoken(words) {
  return element("p", {}, words);
}

async function reason(answer) {
  const told = await answer.json().catch(() => null);
  return told?.detail;
}
