// Parts of an answer: cards of products, sources, questions to go on with, and what one thinks.
import { element, icon } from "./words.js";

export function round(name, label, onclick) {
  const named = { "aria-label": label, title: label };
  return element("button", { class: "chat-round", type: "button", ...named, onclick }, icon(name));
}

export function chips(questions, ask) {
  const made = questions.map((question) =>
    element("button", { type: "button", dir: "auto", onclick: () => ask(question) }, question),
  );
  const items = made.map((button) => element("li", {}, button));
  return element("ul", { class: "chat-chips", role: "list" }, ...items);
}

export function cards(products, { t, place }) {
  return element(
    "ul",
    { class: "chat-cards", role: "list" },
    ...products.map((product) =>
      element(
        "li",
        { class: "chat-card" },
        element("span", { class: "chat-picture" }, picture(product)),
        element(
          "div",
          {},
          element("a", { ...place(product.url, product), dir: "auto" }, product.title),
          product.brand && element("p", { class: "chat-quiet" }, product.brand),
          element(
            "p",
            { class: "chat-price" },
            product.upto && element("span", { class: "chat-quiet" }, `${t.from} `),
            element("b", {}, product.price),
            product.was && element("s", { class: "chat-quiet" }, product.was),
            element(
              "span",
              { class: product.in_stock ? "chat-stock" : "chat-quiet" },
              product.in_stock ? t.in_stock : t.sold_out,
            ),
          ),
        ),
      ),
    ),
  );
}

function picture({ image: src, srcset }) {
  const how = { sizes: "4.5rem", width: 72, height: 72, loading: "lazy", decoding: "async" };
  return src && element("img", { src, srcset: srcset || null, alt: "", ...how });
}

export function sources(cited, { t, place }) {
  const items = cited.map((each) =>
    element(
      "li",
      {},
      element(
        "a",
        { ...place(each.url, each), dir: "auto" },
        icon("file"),
        element("span", {}, `${each.number}. ${each.title}`),
        each.where && element("span", { class: "chat-quiet" }, each.where),
      ),
    ),
  );
  return element("ul", { class: "chat-sources", role: "list", "aria-label": t.sources }, ...items);
}

export function rating(id, opinion, { t, server, say }) {
  const box = element("div", { class: "chat-rating" });
  const pressed = (helpful) =>
    buttons.forEach((each, at) => each.setAttribute("aria-pressed", String(helpful === !at)));
  const tell = async (feedback) => {
    const answer = await server.feedback(id, feedback).catch(() => null);
    if (answer?.ok) return true;
    const problem = await answer?.json().catch(() => null);
    end(problem?.detail ?? t.lost);
    return false;
  };
  const end = (words) => {
    box.querySelector(".chat-quiet")?.remove();
    box.append(element("span", { class: "chat-quiet" }, words));
    say(words);
  };

  async function rate(helpful) {
    box.querySelectorAll("form, .chat-quiet").forEach((each) => each.remove());
    pressed(helpful);
    if (!(await tell({ helpful }))) return pressed(null);
    const words = element("input", { id: `chat-why-${id}`, maxlength: 1000, dir: "auto" });
    const send = element("button", { class: "chat-button", type: "submit" }, t.send);
    const label = element("label", { for: words.id }, `${t.why} ${t.optional}`);
    const form = element("form", {}, label, words, send);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const why = words.value.trim();
      if (why && !(await tell({ helpful, words: why }))) return;
      form.remove();
      end(t.thanks);
    });
    box.append(form);
    form.scrollIntoView({ block: "nearest" });
  }

  const buttons = [
    round("up", t.helpful, () => rate(true)),
    round("down", t.unhelpful, () => rate(false)),
  ];
  pressed(opinion?.helpful);
  box.append(...buttons);
  return box;
}
