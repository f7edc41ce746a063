/* Opens and closes all explanations of a result, or all topics of questions, at once; opens the topics for
   printing, and the explanations where a print is asked for with all of them.
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
  const open = (folds) => {
    for (const fold of document.querySelectorAll(folds)) {
      fold.open = true;
      opened.push(fold);
    }
  };
  document.addEventListener("printall", () => open(".result details:not([open])"));
  addEventListener("beforeprint", () => open(".asked:not([open])"));
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  });
})();
