// A question with its answer, as it comes or as it was kept.
import { cards, chips, rating, sources } from "./parts.js";
import { element, write } from "./words.js";

const STATEMENT_ENDS = [". ", "! ", "? ", "\n"];

// `kit` is what all turns share: texts, server, place(address, what), say(words), ask(question)
// and show(item), which keeps the turn in view.
export function createTurn(question, kept, kit) {
  const { t, place } = kit;
  const words = element("div", { class: "chat-text" });
  const status = element("p", { class: "chat-status", hidden: true });
  const rest = element("div", { class: "chat-rest" });
  const asker = element("span", { class: "chat-hidden" }, `${t.you}: `);
  const item = element(
    "li",
    { class: "chat-turn" },
    element("p", { class: "chat-question", dir: "auto" }, asker, question),
    element("div", { class: "chat-answer" }, words, status, rest),
  );
  const cited = new Map();
  let suggestions = [];
  let text = "";
  let read = 0;

  if (kept?.answer) fill({ ...kept.answer, id: kept.id }, kept.feedback);
  else if (kept) end(t.unfinished, true);

  function take(event) {
    if (event.type === "tool_call") doing(t[event.tool] ?? t.working);
    else if (event.type === "text_delta") {
      text += event.text;
      doing();
      render();
      announce(Math.max(...STATEMENT_ENDS.map((mark) => text.lastIndexOf(mark))) + 1);
    } else if (event.type === "citation") {
      cite(event.citation);
      render();
    } else if (event.type === "products") {
      rest.replaceChildren(cards(event.products, kit));
    } else if (event.type === "done") {
      if (!event.answer.text.startsWith(text.trim())) read = 0;
      fill(event.answer);
      announce(text.length);
    }
    kit.show(item);
  }

  function doing(what) {
    status.hidden = !what;
    status.textContent = what ?? "";
  }

  function render() {
    write(words, text, (number) => cited.get(Number(number)));
  }

  // Whole statements are read out, not the bits that they come in.
  function announce(upto) {
    if (upto <= read) return;
    kit.say(text.slice(read, upto).replace(/\s*\[\d+\]/g, ""));
    read = upto;
  }

  function cite({ number, title, where, quote, url, handle }) {
    const what = [`${t.source} ${number}: ${title}`, where, quote && `“${quote}”`];
    cited.set(number, { ...place(url, { handle }), title: what.filter(Boolean).join(" · ") });
  }

  function fill(answer, opinion) {
    doing();
    text = answer.text;
    suggestions = answer.suggestions;
    cited.clear();
    answer.citations.forEach(cite);
    render();
    const documents = answer.citations.filter(({ kind }) => kind === "document");
    const parts = [
      answer.notice && element("p", { class: "chat-notice" }, answer.notice),
      answer.products.length && cards(answer.products, kit),
      documents.length && sources(documents, kit),
      rating(answer.id, opinion, kit),
    ];
    rest.replaceChildren(...parts.filter(Boolean));
  }

  // Only the last answer offers questions to go on with.
  function suggest(on) {
    rest.querySelector(":scope > .chat-chips")?.remove();
    if (on && suggestions.length) rest.append(chips(suggestions, kit.ask));
  }

  function end(why, failed = false) {
    doing();
    const onclick = () => {
      item.remove();
      kit.ask(question);
    };
    const again = element("button", { class: "chat-button", type: "button", onclick }, t.again);
    const look = failed ? "chat-failed" : "chat-quiet";
    rest.append(element("div", { class: look }, element("p", {}, why), again));
    if (!kept) kit.say(why);
  }

  return { item, take, doing, suggest, end };
}
