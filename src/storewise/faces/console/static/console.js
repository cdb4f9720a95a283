// What every page of the console does better with scripts. Each part works without.
import "../ui/menus.js";
import "../ui/dialogs.js";

// <form data-auto>: a changed list is applied at once.
document.addEventListener("change", (event) => {
  if (event.target.matches("form[data-auto] select")) event.target.form.requestSubmit();
});

// <a data-ask href>: the question of that page is asked in a dialog here.
const ask = async (link) => {
  const answer = await fetch(link.href, { headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const question = answer.ok && page.querySelector("[data-question]");
  if (!question) {
    location.assign(link.href);
    return;
  }
  const dialog = document.createElement("dialog");
  const body = document.createElement("div");
  const title = question.querySelector("h1");
  dialog.className = "dialog asking";
  body.className = "dialog-body";
  question.classList.remove("panel");
  title.id = "question-title";
  dialog.setAttribute("aria-labelledby", title.id);
  body.append(question);
  dialog.append(body);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("a[data-dialog-close]")) event.preventDefault();
  });
  dialog.showModal();
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-ask]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  ask(link).catch(() => location.assign(link.href));
});

// <button data-copy="id"> copies the text of an element.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.lastChild.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(source);
  }
});

// Of many tabs on a phone, the one where we are.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 24;
}

// After a refused form, the first field that needs a look.
document.querySelector("main [aria-invalid='true']")?.focus();
