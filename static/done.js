/* Remembers on this device which duties of a result are ticked off, by the page's address.
   Without it the boxes can be ticked all the same, and are forgotten when the page closes. */
(() => {
  const boxes = document.querySelectorAll("[data-done]");
  const place = `done:${location.pathname}${location.search}`;
  let done = [];
  try {
    done = JSON.parse(localStorage.getItem(place)) ?? [];
  } catch {
    return;
  }
  for (const hint of document.querySelectorAll("[data-done-hint]")) hint.hidden = false;
  for (const box of boxes) {
    box.checked = done.includes(box.dataset.done);
    box.addEventListener("change", () => {
      const ticked = [...boxes].filter((other) => other.checked).map((other) => other.dataset.done);
      try {
        if (ticked.length) localStorage.setItem(place, JSON.stringify(ticked));
        else localStorage.removeItem(place);
      } catch {
        /* No room or no right to keep it: the box is ticked all the same. */
      }
    });
  }
})();
