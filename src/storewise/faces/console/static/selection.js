// <form data-selection>: pick all, count what is picked, and show what can be done with it.
for (const form of document.querySelectorAll("form[data-selection]")) {
  const all = form.querySelector("[data-all]");
  const bulk = form.querySelector("[data-bulk]");
  const count = form.querySelector("[data-count]");
  const boxes = [...form.querySelectorAll("input[name=product]")];

  const show = () => {
    const picked = boxes.filter((box) => box.checked).length;
    bulk.hidden = picked === 0;
    count.textContent = `${picked} of ${boxes.length} picked`;
    all.checked = picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
  };

  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  form.addEventListener("change", show);
  addEventListener("pageshow", show);
  show();
}
