/* Opens the folds around the part of a page that its address names (#question-…), and goes there.
   Most browsers do so by themselves. Without it, in the others, the reader opens the fold by hand. */
(() => {
  const open = () => {
    const target = document.querySelector(":target");
    const folds = [];
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      if (!fold.open) folds.push(fold);
    }
    for (const fold of folds) fold.open = true;
    if (folds.length) target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
})();
