/* Copies a link or a text at the press of a button, and prints.
   Without it the buttons stay hidden; the field and the text can be selected by hand. */
(() => {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  if (!navigator.clipboard) return;
  const status = document.createElement("p");
  status.className = "hidden";
  status.setAttribute("role", "status");
  document.body.append(status);

  for (const button of document.querySelectorAll("[data-copy]")) {
    const source = button.parentElement.querySelector("[data-copy-text]");
    const words = button.innerHTML;
    let timer = 0;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(source.value ?? source.textContent);
      } catch {
        source.select?.();
        return;
      }
      button.textContent = status.textContent = button.dataset.doneWords;
      clearTimeout(timer);
      timer = setTimeout(() => { button.innerHTML = words; status.textContent = ""; }, 2500);
    });
  }
})();
