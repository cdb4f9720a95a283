// The playground: the answer as it comes, with the tools that are called for it.
const talk = document.querySelector("[data-talk]");
const form = document.querySelector("[data-ask-form]");
const said = document.querySelector("[data-said]");
const button = form.querySelector("button[type=submit]");
const DONE = new Set(["done", "error"]);

const element = (tag, className, text) => {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

// A turn while it is made: the question, the words so far, and what happens beside them.
const begin = (question) => {
  const turn = element("article", "talk-turn");
  const side = element("div", "talk-side");
  const words = element("p", "talk-live");
  const bubble = element("div", "bubble bubble-told");
  const evidence = element("div", "evidence");
  const part = element("div", "evidence-part");
  const events = element("ol", "live-events");
  words.dataset.status = "Looking it up";
  events.setAttribute("role", "list");
  turn.setAttribute("aria-busy", "true");
  bubble.append(words);
  side.append(element("p", "bubble bubble-asked", question), bubble);
  part.append(events);
  evidence.append(part);
  turn.append(side, evidence);
  talk.querySelector("[data-greeting]")?.remove();
  talk.append(turn);
  form.querySelector("[data-anew]").hidden = false;
  turn.scrollIntoView({ block: "nearest" });
  return { turn, words, events, calls: new Map() };
};

const row = (live, label, note, time = "") => {
  const made = element("li", "");
  made.append(element("span", "", label), element("span", "quiet tabular", time));
  if (note) made.append(element("span", "live-note", note));
  live.events.append(made);
  return made;
};

const show = {
  status: (live, event) => {
    live.words.dataset.status = event.text;
    if (event.session) form.elements.session.value = event.session;
  },
  tool_call: (live, event) => {
    live.calls.set(event.id, row(live, event.label, event.note, "…"));
  },
  tool_result: (live, event) => {
    const made = live.calls.get(event.id);
    if (!made) return;
    made.children[1].textContent = `${event.ms.toFixed(0)} ms`;
    made.append(element("span", event.failed ? "live-note bad" : "live-note", event.summary));
  },
  text_delta: (live, event) => {
    live.words.textContent += event.text;
  },
  citation: (live, event) => {
    row(live, `Source ${event.citation.number}`, event.citation.title);
  },
  products: (live, event) => {
    row(live, "Products shown", event.products.map((product) => product.title).join(", "));
  },
  done: (live, event) => {
    live.words.textContent = event.answer.text;
    row(live, "Proof", event.verdict, `${event.answer.total_ms.toFixed(0)} ms`);
  },
  error: (live, event) => fail(live, event.message),
};

const fail = (live, text) => {
  row(live, "Not finished", text).lastChild.classList.add("bad");
  if (!live.words.textContent) live.words.textContent = text;
  said.textContent = text;
};

// Server-sent events of a POST: blocks with an empty line between them.
const read = async (response, live) => {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let last = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return last;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block.split("\n").find((line) => line.startsWith("data: "));
      if (!data) continue;
      const event = JSON.parse(data.slice(6));
      show[event.type]?.(live, event);
      last = DONE.has(event.type) ? event.type : last;
    }
  }
};

// What was told live gives way to the same in full, as the page of the conversation shows it.
const settle = async (live) => {
  const body = new URLSearchParams({ session: form.elements.session.value });
  const response = await fetch(talk.dataset.evidence, { method: "POST", body });
  if (!response.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const whole = page.querySelector(".talk-turn");
  whole.querySelector("details:has(.tools-used)")?.setAttribute("open", "");
  live.turn.replaceWith(whole);
  said.textContent = whole.querySelector(".bubble-told")?.textContent ?? "";
  whole.scrollIntoView({ block: "nearest" });
};

const ask = async (live, body) => {
  const headers = { accept: "text/event-stream" };
  const response = await fetch(talk.dataset.stream, { method: "POST", body, headers });
  if (response.redirected) {
    location.reload();
    return;
  }
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) {
    const plain = response.headers.get("content-type")?.startsWith("text/plain");
    fail(live, plain ? await response.text() : "Something went wrong. Please ask again.");
    return;
  }
  if ((await read(response, live)) === "done") await settle(live);
  else if (!said.textContent) fail(live, "The answer broke off. Please ask again.");
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (button.getAttribute("aria-disabled")) return;
  const field = form.elements.text;
  const body = new URLSearchParams(new FormData(form));
  const live = begin(field.value.trim());
  said.textContent = "";
  field.value = "";
  button.setAttribute("aria-disabled", "true");
  try {
    await ask(live, body);
  } catch {
    fail(live, "The server could not be reached. Please ask again.");
  }
  live.turn.removeAttribute("aria-busy");
  button.removeAttribute("aria-disabled");
  field.focus();
});
