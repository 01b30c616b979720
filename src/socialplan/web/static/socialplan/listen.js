// The stream: a conversation opens beside the list, on a narrow screen as a page of its own; Esc goes back.
"use strict";
(() => {
  const narrow = matchMedia("(max-width: 1099px)");
  const fold = document.querySelector(".spl-fold");
  if (fold && matchMedia("(max-width: 820px)").matches) fold.open = false;

  document.addEventListener("htmx:beforeRequest", (event) => {
    const link = event.target.closest("[data-thread]");
    if (!link || !narrow.matches) return;
    event.preventDefault();
    location.assign(link.href);
  });

  function selected() {
    return document.querySelector("#posts [aria-current]");
  }

  document.addEventListener("htmx:afterSwap", () => {
    const pane = document.querySelector("#thread[data-opened]");
    if (!pane) return;
    document.querySelectorAll("#posts [data-post]").forEach((post) => {
      if (post.dataset.post === pane.dataset.opened) post.setAttribute("aria-current", "true");
      else post.removeAttribute("aria-current");
    });
  });

  // From the conversation Esc leads back to its post; j and k go on from there.
  document.addEventListener("keydown", (event) => {
    const there = event.target.closest && event.target.closest("#thread");
    const post = there && selected();
    if (!post || !["Escape", "j", "k"].includes(event.key) || event.target.closest("input, textarea, select")) return;
    post.tabIndex = -1;
    post.focus();
  }, true);
})();
