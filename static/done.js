/* Remembers on this device which duties of a result are ticked off, by the page's address; puts
   the ticks into the addresses of Markdown and zip, and into a link that brings them elsewhere.
   Without it the boxes can be ticked all the same, and are forgotten when the page closes. */
(() => {
  const boxes = [...document.querySelectorAll("[data-done]")];
  const place = `done:${location.pathname}${location.search}`;
  const ticked = () => boxes.filter((box) => box.checked).map((box) => box.dataset.done);
  let done = [];
  try {
    done = JSON.parse(localStorage.getItem(place)) ?? [];
  } catch {
    return;
  }

  const keep = () => {
    try {
      if (ticked().length) localStorage.setItem(place, JSON.stringify(ticked()));
      else localStorage.removeItem(place);
    } catch {
      /* No room or no right to keep it: the box is ticked all the same. */
    }
  };
  const carry = () => {
    for (const link of document.querySelectorAll("[data-with-ticks]")) {
      const from = link.dataset.copyFrom; // a button that copies what stands there
      const address = new URL(from ?? link.href, location.href);
      address.searchParams.delete("_done");
      for (const ref of ticked()) address.searchParams.append("_done", ref);
      if (from) link.dataset.copyFrom = address.href;
      else link.href = address.href;
    }
    for (const link of document.querySelectorAll("[data-ticks-link]")) {
      link.href = `#done=${ticked().map(encodeURIComponent).join(",")}`;
    }
  };

  if (location.hash.startsWith("#done=")) {
    const brought = location.hash.slice("#done=".length).split(",");
    done = [...done, ...brought.map((ref) => {
      try { return decodeURIComponent(ref); } catch { return ""; }
    })];
  }
  for (const hint of document.querySelectorAll("[data-done-hint]")) hint.hidden = false;
  for (const box of boxes) {
    box.checked = done.includes(box.dataset.done);
    box.addEventListener("change", () => { keep(); carry(); });
  }
  if (location.hash.startsWith("#done=")) keep();
  carry();
})();
