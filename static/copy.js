/* Copies a text at the press of a button, the address of a clause, note or term when its
   number or sign is followed; says so for a moment. Prints.
   Without it, or without a clipboard, the buttons stay hidden: texts can be selected by hand,
   and following the number puts the address into the address bar. */
(() => {
  addEventListener("beforeprint", () => {
    for (const place of document.querySelectorAll("[data-printed]")) {
      place.hidden = false;
      place.querySelector("time").textContent = new Date().toISOString().slice(0, 10);
    }
  });
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      if (button.dataset.print) document.dispatchEvent(new Event(`print${button.dataset.print}`));
      window.print();
    });
  }

  if (!navigator.clipboard) return;
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.className = "hidden";
  document.body.append(status);

  /* Says the words in the status and, where the place is not a button, shows them too. */
  let timer = 0;
  const say = (words, isShown) => {
    status.className = isShown ? "copied" : "hidden";
    status.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => { status.textContent = ""; }, 2500);
  };

  for (const button of document.querySelectorAll("[data-copy]")) {
    const source = button.parentElement.querySelector("[data-copy-text]");
    const words = button.innerHTML;
    let back = 0;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        const from = button.dataset.copyFrom;
        const text = from ? await (await fetch(from)).text() : source.value ?? source.textContent;
        await navigator.clipboard.writeText(text);
      } catch {
        source?.select?.();
        return;
      }
      button.textContent = button.dataset.doneWords;
      say(button.dataset.doneWords, false);
      clearTimeout(back);
      back = setTimeout(() => { button.innerHTML = words; }, 2500);
    });
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-copy-link]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    /* A link to the fixed page of what is read here: the reader stays, and has its address. */
    const isElsewhere = link.pathname !== location.pathname;
    if (isElsewhere) event.preventDefault();
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      if (isElsewhere) location.assign(link.href);
      return; /* The browser does not allow it; the address bar has the link. */
    }
    if (isElsewhere) location.hash = link.hash;
    say(document.querySelector("[data-copied-words]").dataset.copiedWords, true);
  });
})();
