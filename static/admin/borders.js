// Splits a section before a word that is selected in it. Without this script sections are split where
// a paragraph begins.
"use strict";
{
  for (const hint of document.querySelectorAll("[data-needs-script]")) hint.hidden = false;

  document.addEventListener("words-selected", (event) => {
    const node = document.getSelection().anchorNode;
    const here = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[data-split]");
    for (const form of document.querySelectorAll("[data-split]")) {
      const bar = form.querySelector("[data-split-bar]");
      bar.hidden = form !== here || event.detail === null;
      if (!bar.hidden) bar.querySelector("button").value = event.detail.start;
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target.closest("[data-split-bar]")) event.preventDefault(); // or the word is selected no more
  });
}
