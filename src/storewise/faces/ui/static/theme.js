// Runs before the first paint, so that a remembered theme shows without a flash.
(() => {
  const root = document.documentElement;
  const KEY = "storewise-theme";
  root.classList.add("js");
  let kept = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    // Storage is switched off: the system's preference holds.
  }
  if (kept === "light" || kept === "dark") root.dataset.theme = kept;

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      const show = () => button.setAttribute("aria-pressed", String(isDark()));
      show();
      dark.addEventListener("change", show);
      button.addEventListener("click", () => {
        root.dataset.theme = isDark() ? "light" : "dark";
        show();
        try {
          localStorage.setItem(KEY, root.dataset.theme);
        } catch {
          // The choice lasts for this page.
        }
      });
    }
  });
})();
