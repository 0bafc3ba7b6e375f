// Keys for who goes through many pairs; every key presses a button or follows a link of the page.
const typing = (place) => place.closest("input, textarea, select, [contenteditable]") !== null;
const rows = [...document.querySelectorAll("[data-row]")];

function turn(step) {
  if (!rows.length) return false;
  const at = rows.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step));
  rows[next].focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const key = { ArrowDown: "j", ArrowRight: "j", ArrowUp: "k", ArrowLeft: "k" }[event.key] || event.key.toLowerCase();
  const listed = rows.length > 0;
  if (event.key.startsWith("Arrow") && !listed && !event.key.match(/Left|Right/)) return; // they scroll the page
  if (listed && (key === "j" || key === "k")) {
    turn(key === "j" ? 1 : -1);
    event.preventDefault();
    return;
  }
  const wanted = ["j", "k", "y", "n", "u", "z"].includes(key) && document.querySelector(`[data-key="${key}"]`);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});
// One press, one word: a second press while the page is leaving decides nothing about the next pair.
for (const form of document.forms) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
}
window.addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });
