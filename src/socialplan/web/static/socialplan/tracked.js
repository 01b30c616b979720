// Judging: 1, 2 and 3 judge the post that has the focus; afterwards the next one that nobody judged has it.
"use strict";
(() => {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("sp-keys") === "off") return;
    const post = event.target.closest && event.target.closest("[data-judge]");
    const button = post && post.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  document.addEventListener("htmx:afterSettle", () => {
    const judged = document.querySelector("[data-judged]");
    if (!judged) return;
    judged.removeAttribute("data-judged");
    const posts = [...document.querySelectorAll("[data-judge]")];
    const after = posts.slice(posts.indexOf(judged) + 1);
    const open = (one) => one.querySelector("form") && !one.querySelector('[aria-pressed="true"]');
    (after.find(open) || posts.find(open) || judged).focus();
  });
})();
