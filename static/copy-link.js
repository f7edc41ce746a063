/* Copies the address of a clause, note or term when its number or sign is followed,
   and adds a button to texts that readers may want to copy; says so for a moment.
   Without this script, or without a clipboard, following the link puts the address
   into the address bar, and the text can be selected. */
(() => {
  if (!navigator.clipboard) return;

  const status = document.createElement("p");
  status.className = "copied";
  status.setAttribute("role", "status");
  document.body.append(status);
  const words = document.querySelector("[data-copied-words]")?.dataset.copiedWords ?? "✓";
  let timer = 0;

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return; /* The browser does not allow it; the address bar has the link. */
    }
    status.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => { status.textContent = ""; }, 2500);
  };

  for (const text of document.querySelectorAll("[data-copy-text]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet small";
    button.textContent = text.dataset.copyText;
    button.addEventListener("click", () => copy(text.textContent));
    text.after(button);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-copy-link]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) copy(link.href);
  });
})();
