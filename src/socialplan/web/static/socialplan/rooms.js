// Rooms of the plan: Esc leaves a row being written; arrows walk the SWOT board and the tree of goals; m moves a card.
"use strict";
(() => {
  const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const grid = [["strength", "weakness"], ["opportunity", "threat"]];

  function cardsOf(quadrant) {
    return [...document.querySelectorAll(`[data-quadrant="${quadrant}"] [data-card]`)];
  }

  function quadrantOf(card) {
    return card.closest("[data-quadrant]").dataset.quadrant;
  }

  function place(quadrant) {
    const row = grid.findIndex((names) => names.includes(quadrant));
    return [row, grid[row].indexOf(quadrant)];
  }

  // Up and down within a list, and on into the list above or below; left and right to the list beside.
  function neighbour(card, [across, down]) {
    const quadrant = quadrantOf(card);
    const cards = cardsOf(quadrant);
    const at = cards.indexOf(card);
    if (down && cards[at + down]) return cards[at + down];
    const [row, column] = place(quadrant);
    const next = (grid[row + down] || [])[column + across];
    if (!next) return null;
    const there = cardsOf(next);
    if (!there.length) return null;
    return down ? there[down > 0 ? 0 : there.length - 1] : there[Math.min(at, there.length - 1)];
  }

  // The tree of goals: up and down over what is open, right into a node, left out of it, Home and End.
  function step(node, key) {
    const tree = node.closest("[data-tree]");
    const under = document.getElementById(node.getAttribute("aria-owns"));
    const seen = [...tree.querySelectorAll("[role=treeitem]")].filter((one) => !one.closest("[hidden]"));
    const at = seen.indexOf(node);
    const fold = (open) => { node.setAttribute("aria-expanded", open); under.hidden = !open; };
    if (key === "ArrowDown") return seen[at + 1];
    if (key === "ArrowUp") return seen[at - 1];
    if (key === "Home") return seen[0];
    if (key === "End") return seen.at(-1);
    if (key === "ArrowRight" && under && under.hidden) return fold(true);
    if (key === "ArrowRight") return under && under.querySelector("[role=treeitem]");
    if (under && !under.hidden) return fold(false);
    const above = node.closest("[role=group]");
    return above && tree.querySelector(`[aria-owns="${above.id}"]`);
  }

  // Who leaves a row being written comes back to where it was opened.
  let back = null;
  document.addEventListener("click", (event) => {
    const way = event.target.closest("[data-back]");
    back = way ? way.dataset.back : null;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const place = back && document.querySelector(back);
    back = null;
    if (place) place.focus();
  });

  document.addEventListener("keydown", (event) => {
    const node = event.target.matches && event.target.matches("[role=treeitem]") ? event.target : null;
    if (!node || !["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    const next = step(node, event.key);
    if (!next) return;
    node.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest) {
      const form = event.target.closest(".sp-inplace");
      const way = form && form.querySelector("[data-escape]");
      if (way) {
        event.preventDefault();
        way.click();
      }
      return;
    }
    const card = event.target.matches && event.target.matches("[data-card]") ? event.target : null;
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    if (arrows[event.key]) {
      const next = neighbour(card, arrows[event.key]);
      if (!next) return;
      event.preventDefault();
      card.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    } else if (event.key === "m" && localStorage.getItem("sp-keys") !== "off") {
      const menu = card.querySelector("[data-move]");
      if (!menu) return;
      event.preventDefault();
      menu.open = true;
      const first = menu.querySelector("button");
      if (first) first.focus();
    } else if (event.key === "Enter") {
      const figure = card.querySelector("a[data-drawer]");
      if (figure) figure.click();
    }
  });
})();
