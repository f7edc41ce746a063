/* Opens and closes all explanations of a result at once, and opens every fold where a print is
   asked for with all explanations.
   Without it the button stays hidden; each fold opens by itself, and what is open is printed. */
(() => {
  for (const button of document.querySelectorAll("[data-unfold]")) {
    const folds = document.querySelectorAll(button.dataset.unfold);
    const words = button.textContent;
    button.hidden = !folds.length;
    button.addEventListener("click", () => {
      const isOpening = button.textContent === words;
      for (const fold of folds) fold.open = isOpening;
      button.textContent = isOpening ? button.dataset.foldWords : words;
    });
  }

  let opened = [];
  document.addEventListener("printall", () => {
    opened = [...document.querySelectorAll(".result details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  });
})();
