// What the pages do beyond plain HTML: drawers, keys, announcements, charts on demand.
"use strict";

(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const drawer = () => $("#drawer");
  let opener = null;

  function say(text) {
    const live = $("#live");
    if (live) live.textContent = text;
  }

  // Drawer and dialog: a link with data-drawer or data-dialog and hx-target fills and opens one.
  function openWith(element, dialog) {
    opener = element;
    if (!dialog.open) dialog.showModal();
    const heading = $("h2, h1", dialog);
    if (heading) {
      heading.tabIndex = -1;
      heading.focus();
    }
  }

  document.addEventListener("htmx:afterSwap", (event) => {
    const source = event.detail.requestConfig && event.detail.requestConfig.elt;
    const dialog = event.target.closest("dialog");
    if (dialog && source && !dialog.open) openWith(source, dialog);
    const count = event.target.dataset && event.target.dataset.announce;
    if (count) say(count);
    focusOnErrors(event.target);
    drawCharts(event.target);
  });

  // What somebody opened or closed stays so when the part around it is renewed, unless its state (data-state) changed.
  const folded = new Map();
  document.addEventListener("htmx:beforeSwap", (event) => {
    folded.clear();
    event.detail.target.querySelectorAll("details[id]").forEach((one) => folded.set(one.id, one));
  });
  document.addEventListener("htmx:afterSwap", () => {
    folded.forEach((before, id) => {
      const one = document.getElementById(id);
      if (one && one.dataset.state === before.dataset.state) one.open = before.open;
    });
    folded.clear();
  });

  document.addEventListener("click", (event) => {
    const close = event.target.closest("[data-close]");
    if (close) close.closest("dialog").close();
    if (event.target.nodeName === "DIALOG") event.target.close();
    document.querySelectorAll("details.sp-menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("close", (event) => {
    if (event.target.nodeName === "DIALOG" && opener && document.contains(opener)) opener.focus();
    if (event.target === drawer()) $("#drawer-body").replaceChildren();
    opener = null;
  }, true);

  // Forms that ask before they go.
  document.addEventListener("submit", (event) => {
    const question = event.target.dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
    if (event.target.matches("[data-keys-switch]")) {
      localStorage.setItem("sp-keys", event.target.checked ? "on" : "off");
    }
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = $(button.dataset.copy);
    await navigator.clipboard.writeText("value" in source ? source.value : source.innerText);
    say(button.dataset.done || "");
    button.classList.add("sp-done");
  });

  // A request that failed leaves the page as it was and says so.
  function failed() {
    const place = $("#failure");
    place.textContent = place.dataset.text;
    place.hidden = false;
  }
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:beforeRequest", () => { $("#failure").hidden = true; });

  // Keys. Single letters can be switched off and never fire while typing.
  let waiting = "";
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  function go(letter) {
    const link = $(`[data-key="${letter}"]`);
    if (link) link.click();
  }
  function move(step) {
    const items = [...document.querySelectorAll("[data-item]")];
    if (!items.length) return;
    const now = items.indexOf(document.activeElement.closest("[data-item]"));
    const next = items[Math.min(items.length - 1, Math.max(0, now + step))];
    next.tabIndex = -1;
    next.focus();
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      document.querySelectorAll("details.sp-menu[open]").forEach((menu) => {
        menu.open = false;
        $("summary", menu).focus();
      });
    }
    if (event.key === " " && event.target.matches("a[data-drawer], a[data-dialog]")) {
      event.preventDefault();
      event.target.click();
    }
    if (event.key === "Enter" && event.target.matches("[data-item]")) {
      const link = $("a[href]", event.target);
      if (link) link.click();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (localStorage.getItem("sp-keys") === "off" || $("dialog[open]")) return;
    if (waiting === "g") {
      waiting = "";
      go(event.key);
    } else if (event.key === "g") {
      waiting = "g";
      setTimeout(() => { waiting = ""; }, 1500);
    } else if (event.key === "?") {
      $("#keys").showModal();
    } else if (event.key === "/") {
      const search = $("[data-search]");
      if (search) { event.preventDefault(); search.focus(); }
    } else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
  });

  function focusOnErrors(root) {
    const place = $("[data-focus]", root);
    if (place) place.focus();
  }

  // Charts: the drawing library is fetched only when a page has one.
  let library = null;
  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }
  async function drawCharts(root) {
    const figures = [...root.querySelectorAll("[data-chart]")];
    if (!figures.length) return;
    const addresses = $("#chart-scripts").content.querySelectorAll("[data-src]");
    library = library || (async () => { for (const one of addresses) await load(one.dataset.src); })();
    await library;
    figures.forEach((figure) => window.socialplanChart(figure, say));
  }

  document.addEventListener("DOMContentLoaded", () => {
    const keys = $("[data-keys-switch]");
    if (keys) keys.checked = localStorage.getItem("sp-keys") !== "off";
    focusOnErrors(document);
    drawCharts(document);
    const here = $(".sp-subnav [aria-current]");  // on a phone the row of pages is wider than the screen
    if (here) here.closest("ul").scrollLeft = here.offsetLeft - 16;
  });
  window.socialplan = { say };
})();
