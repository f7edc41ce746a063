/* Opens and closes all explanations of a result, or all topics of questions, and every fold for printing.
   Without it the button stays hidden; each fold opens by itself, and prints open where the browser can. */
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
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(":is(.result details, .asked):not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  });
})();
