// On a phone the parameters fold away once there is an answer to read.
"use strict";

(() => {
  const fold = document.querySelector(".spx-fold");
  if (fold && document.querySelector("#answer .spx-head") && matchMedia("(max-width: 820px)").matches) {
    fold.open = false;
  }
})();
