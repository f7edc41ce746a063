/* Opens all notes beside a license's text at once, and every fold of them for printing; leads from
   note to note by the arrow keys, Home and End, and opens a note whose words are followed.
   Without it "All notes open" is a page of its own, notes are reached by the tabulator, and most
   browsers open a note that an address names by themselves. */
(() => {
  const notes = [...document.querySelectorAll(".folded")];
  if (!notes.length) return;

  document.querySelector("[data-open-notes]")?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const isOpening = notes.some((note) => !note.open);
    for (const note of notes) note.open = isOpening;
  });

  document.addEventListener("keydown", (event) => {
    const at = notes.indexOf(event.target.closest("summary")?.parentElement);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: notes.length - 1 };
    const next = notes[steps[event.key]];
    if (!next) return;
    event.preventDefault();
    next.querySelector("summary").focus();
  });

  /* Where the address is the same as before, there is no other sign that it was followed. */
  const open = (hash) => {
    const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    const note = target && target.closest(".folded");
    if (!note) return;
    note.open = true;
    note.scrollIntoView({ block: "nearest" });
  };
  addEventListener("hashchange", () => open(location.hash));
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".clause mark a");
    if (link) open(link.hash);
  });
  open(location.hash);

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = notes.filter((note) => !note.open);
    for (const note of opened) note.open = true;
  });
  addEventListener("afterprint", () => {
    for (const note of opened) note.open = false;
  });
})();
