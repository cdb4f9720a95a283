// A file may be dropped onto the form; while it is sent, the form says so.
const form = document.querySelector("form[data-upload]");
const drop = form.querySelector("[data-drop]");
const field = form.elements.file;
const said = form.querySelector("[data-sending]");

for (const happening of ["dragenter", "dragover"]) {
  drop.addEventListener(happening, (event) => {
    event.preventDefault();
    drop.toggleAttribute("data-over", true);
  });
}
for (const happening of ["dragleave", "drop"]) {
  drop.addEventListener(happening, () => drop.removeAttribute("data-over"));
}
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length) {
    field.files = event.dataTransfer.files;
    field.focus();
  }
});

form.addEventListener("submit", () => {
  said.textContent = "The file is being sent and read. Please wait.";
  form.querySelector("button[type=submit]").setAttribute("aria-disabled", "true");
});
addEventListener("pageshow", () => {
  said.textContent = "";
  form.querySelector("button[type=submit]").removeAttribute("aria-disabled");
});
