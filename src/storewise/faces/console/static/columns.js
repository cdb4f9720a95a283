// Of the details of a column, those show that belong to what it becomes.
const show = (row) => {
  const target = row.querySelector("[data-target]").value;
  let any = false;
  for (const field of row.querySelectorAll("[data-for]")) {
    field.hidden = !field.dataset.for.split(" ").includes(target);
    any ||= !field.hidden;
  }
  row.querySelector("[data-details]").hidden = !any;
  row.closest("tr").classList.toggle("faded", target === "ignore");
};

for (const row of document.querySelectorAll(".rule-target")) {
  show(row);
  row.addEventListener("change", () => show(row));
}
