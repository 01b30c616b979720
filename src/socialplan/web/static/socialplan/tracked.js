// Judging: 1, 2 and 3 judge the post that has the focus; afterwards the next one that nobody judged has it.
// A question to the community: its signs are counted while it is written, and its text is copied.
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

  const letters = window.Intl && Intl.Segmenter ? new Intl.Segmenter() : null;
  const signs = (text) => (letters ? [...letters.segment(text)].length : [...text].length);

  document.addEventListener("input", (event) => {
    const counted = event.target.dataset && document.getElementById(event.target.dataset.count || "");
    if (!counted) return;
    const count = signs(event.target.value);
    counted.querySelectorAll("[data-most]").forEach((one) => {
      one.querySelector("[data-so-far]").textContent = count;
      one.classList.toggle("spt-over", count > Number(one.dataset.most));
    });
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const place = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(place.innerText);
      document.getElementById("live").textContent = button.dataset.done;
      button.textContent = button.dataset.done;
    } catch {
      getSelection().selectAllChildren(place);
    }
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
