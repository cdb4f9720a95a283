// The product page: shows the variant that is chosen, moves the gallery, enlarges pictures.
const find = (selector, root = document) => root.querySelector(selector);

function choose(form) {
  const variants = JSON.parse(find("[data-variants]", form).textContent);
  const groups = [...new Set([...form.elements].map((e) => e.name).filter((n) => /^o\d$/.test(n)))];
  let current = variants[0];

  const values = () => {
    const data = new FormData(form);
    return groups.map((name) => data.get(name));
  };
  const match = (wanted) =>
    variants.find((variant) => variant.options.every((value, i) => value === wanted[i]));

  // Without an exact match: the one that has the value just chosen and agrees in most others.
  function nearest(wanted, changed) {
    const agreement = (variant) =>
      variant.options.filter((value, i) => value === wanted[i]).length +
      (variant.stock === "Sold out" ? 0 : 0.5);
    return variants
      .filter((variant) => changed < 0 || variant.options[changed] === wanted[changed])
      .sort((a, b) => agreement(b) - agreement(a))[0];
  }

  function text(name, value) {
    for (const place of document.querySelectorAll(`[data-${name}]`)) place.textContent = value;
    const line = find(`[data-${name}-line]`);
    if (line && name !== "price") line.hidden = !value;
  }

  function states() {
    for (const input of form.querySelectorAll("input[type=radio]")) {
      const at = groups.indexOf(input.name);
      const there = match(current.options.with(at, input.value));
      const state = there ? (there.tone === "plain" ? "sold-out" : "there") : "missing";
      const label = input.closest("[data-state]");
      label.dataset.state = state;
      const words = { "sold-out": ", sold out", missing: ", not in this combination", there: "" };
      find("[data-said]", label).textContent = words[state];
    }
  }

  function show(variant) {
    current = variant;
    text("price", variant.price);
    text("was", variant.was);
    text("off", `−${variant.off}%`);
    find("[data-reduced]").hidden = !variant.was;
    find("[data-price-line]").classList.toggle("price-reduced", Boolean(variant.was));
    const stock = find("[data-stock]");
    stock.textContent = variant.stock;
    stock.className = `stock tone-${variant.tone}`;
    text("sku", variant.sku);
    text("gtin", variant.gtin);
    groups.forEach((name, i) => {
      const chosen = find(`[data-chosen=${name}]`);
      if (chosen) chosen.textContent = variant.options[i];
      for (const control of form.querySelectorAll(`[name=${name}]`)) {
        if (control.type === "radio") control.checked = control.value === variant.options[i];
        else control.value = variant.options[i];
      }
    });
    states();
    if (variant.picture) showPicture(variant.picture);
    const address = new URL(location.href);
    address.search = `?variant=${variant.id}`;
    history.replaceState(null, "", address);
  }

  form.addEventListener("change", (event) => {
    if (event.target.name === "variant") {
      show(variants.find((variant) => variant.id === event.target.value));
      return;
    }
    const wanted = values();
    show(match(wanted) ?? nearest(wanted, groups.indexOf(event.target.name)));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
}

function showPicture(id) {
  const stage = find(".gallery-stage");
  const picture = document.getElementById(`picture-${id}`);
  if (stage && picture) stage.scrollTo({ left: picture.offsetLeft - stage.offsetLeft });
}

function gallery(root) {
  const stage = find(".gallery-stage", root);
  const thumbs = [...root.querySelectorAll("[data-picture]")];
  const mark = (id) => {
    for (const thumb of thumbs) {
      if (thumb.dataset.picture === id) thumb.setAttribute("aria-current", "true");
      else thumb.removeAttribute("aria-current");
    }
  };
  for (const thumb of thumbs) {
    thumb.addEventListener("click", (event) => {
      event.preventDefault();
      showPicture(thumb.dataset.picture);
      mark(thumb.dataset.picture);
    });
  }
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) mark(target.id.replace("picture-", ""));
      }
    },
    { root: stage, threshold: 0.6 },
  );
  for (const picture of stage.children) seen.observe(picture);
  stage.addEventListener("click", (event) => {
    const link = event.target.closest("[data-zoom]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    enlarge(link);
  });
}

function enlarge(link) {
  const dialog = document.createElement("dialog");
  dialog.className = "lightbox";
  dialog.setAttribute("aria-label", "Enlarged picture");
  const picture = find("img", link).cloneNode();
  picture.sizes = "100vw";
  const close = Object.assign(document.createElement("button"), {
    className: "button button-small",
    textContent: "Close",
  });
  dialog.append(picture, close);
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

const options = find("[data-options]");
if (options) choose(options);
const pictures = find("[data-gallery]");
if (pictures && find(".gallery-stage", pictures)) gallery(pictures);
