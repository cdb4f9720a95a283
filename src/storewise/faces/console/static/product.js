// The form of a product: rows added in place, the preview for search engines, a guard for changes.
const form = document.getElementById("product");

// <button data-add="variants"> adds an empty copy of the last row of <… data-rows="variants">.
const renumber = (element, from, to) => {
  for (const name of ["name", "id", "aria-describedby"]) {
    const value = element.getAttribute(name);
    if (value) element.setAttribute(name, value.replace(from, to));
  }
};

const add = (kind) => {
  const rows = form.querySelector(`[data-rows="${kind}"]`);
  const last = kind === "attributes" ? rows.querySelector(".attribute-new:last-child") : rows.lastElementChild;
  if (!last) return false;
  const numbers = [...rows.querySelectorAll("[name]")].map((field) => Number(field.name.split("-")[1]));
  const number = Math.max(...numbers) + 1;
  const copy = last.cloneNode(true);
  for (const error of copy.querySelectorAll(".field-error")) error.remove();
  for (const field of copy.querySelectorAll("[name]")) {
    renumber(field, /^(\w+)-\d+-/, `$1-${number}-`);
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
    if (field.type === "checkbox") field.checked = false;
    else if (field.name.endsWith("-stock")) field.value = "0";
    else if (field.tagName === "SELECT") field.selectedIndex = 0;
    else if (!field.name.endsWith("-price")) field.value = "";
  }
  rows.append(copy);
  copy.querySelector("input:not([type=hidden])").focus();
  return true;
};

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add]");
  if (button && add(button.dataset.add)) {
    event.preventDefault();
    changed();
  }
});

// The names of attributes are many; they are fetched when one is about to be typed.
const names = form.querySelector("[data-names]");
form.addEventListener("focusin", async (event) => {
  if (event.target.getAttribute("list") !== names.id || names.dataset.asked) return;
  names.dataset.asked = "1";
  const answer = await fetch(names.dataset.names);
  if (!answer.ok || answer.redirected) return;
  for (const name of await answer.json()) names.append(new Option(name, name));
});

// What a search engine would show, as it is typed.
const plain = (text) => new DOMParser().parseFromString(text, "text/html").body.textContent.trim();
const shown = {
  handle: () => form.elements.handle.value || "…",
  title: () => form.elements.seo_title.value || form.elements.title.value || "Title of the product",
  description: () =>
    (form.elements.seo_description.value || plain(form.elements.description.value)).slice(0, 160) ||
    "Description of the product",
};
const preview = () => {
  for (const place of form.querySelectorAll("[data-preview-of]")) {
    place.textContent = shown[place.dataset.previewOf]();
  }
};

// Leaving with changes asks first.
let unsaved = false;
const changed = () => {
  unsaved = true;
  form.querySelector("[data-unsaved]").hidden = false;
};
form.addEventListener("input", () => {
  changed();
  preview();
});
form.addEventListener("submit", () => {
  unsaved = false;
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-leaves]")) unsaved = false;
});
addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
if (form.querySelector("[aria-invalid='true']")) changed();
