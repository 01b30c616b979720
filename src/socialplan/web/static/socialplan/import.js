// Bringing files in: drop area, progress of the upload, and a spoken line of the import at most every 5 seconds.
"use strict";

(() => {
  const EVERY = 5000;
  const drop = document.querySelector("[data-drop]");

  function send(form) {
    const place = form.querySelector("[data-sending]");
    const bar = place.querySelector("progress");
    const request = new XMLHttpRequest();
    place.hidden = false;
    form.querySelectorAll("button").forEach((button) => { button.disabled = true; });
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = Math.round((event.loaded / event.total) * 100);
    });
    request.addEventListener("load", () => {
      if (request.status === 422) {
        document.open();
        document.write(request.responseText);
        document.close();
      } else window.location.assign(request.responseURL);
    });
    request.addEventListener("error", () => form.submit());
    request.send(new FormData(form));
  }

  if (drop) {
    const input = drop.querySelector("input[type=file]");
    // The names of what was chosen, as the field itself says it in the language of the browser only.
    input.addEventListener("change", () => {
      const place = drop.querySelector("[data-picked]");
      place.replaceChildren(...[...input.files].map((file) => {
        const line = document.createElement("li");
        line.textContent = file.name;
        return line;
      }));
      place.hidden = !input.files.length;
    });
    const leave = () => drop.classList.remove("spi-over");
    drop.addEventListener("dragover", (event) => {
      event.preventDefault();
      drop.classList.add("spi-over");
    });
    drop.addEventListener("dragleave", leave);
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      leave();
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      drop.requestSubmit();
    });
    drop.addEventListener("submit", (event) => {
      event.preventDefault();
      send(drop);
    });
  }

  // A page that moves under a screen reader is told in words, not on every tick.
  let spoken = 0;
  let last = "";
  document.addEventListener("htmx:afterSettle", () => {
    const job = document.querySelector("#job[data-say]");
    if (!job || job.dataset.say === last) return;
    const still = job.hasAttribute("hx-get");
    if (still && Date.now() - spoken < EVERY) return;
    spoken = Date.now();
    last = job.dataset.say;
    window.socialplan.say(last);
  });
})();
