// Rooms of the plan: Esc leaves a row being written; arrows walk the SWOT board and m moves a card.
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
