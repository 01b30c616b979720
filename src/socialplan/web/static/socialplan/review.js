// The review queue by keyboard: 1 keep, 2 change, 3 ask someone, h later. Not while typing, and not when
// single-letter keys are switched off.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
  if (localStorage.getItem("sp-keys") === "off") return;
  const button = document.querySelector(`[data-review="${CSS.escape(event.key)}"]`);
  if (!button) return;
  const reason = document.querySelector("#id_reason");
  event.preventDefault();
  if (button.tagName === "SUMMARY") {
    button.parentElement.open = true;
    document.querySelector("#id_ask").focus();
  } else if (event.key === "h") {
    button.closest("details").open = true;
    document.querySelector("#id_until").focus();
  } else if (reason && !reason.value.trim()) {
    reason.focus();
  } else {
    button.click();
  }
});
