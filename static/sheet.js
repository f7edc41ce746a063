/* All questions on one page: hides those that are not asked after the options chosen so far.
   What an answer typed as a number settles, and all that counts, is for the site to say once the
   form is sent. Without it all questions stay, and those that are not asked can be left empty. */
(() => {
  const form = document.querySelector("[data-sheet]");
  const groups = new Map(
    [...form.querySelectorAll("fieldset")].map((group) => [group.id.replace("question-", ""), group]),
  );
  const isMet = (need, out) => {
    const [key, options] = need.split("=");
    const chosen = [...groups.get(key).querySelectorAll(":checked")];
    return !out.has(key) && chosen.every((one) => options.split(",").includes(one.value));
  };
  const show = () => {
    const out = new Set();
    for (const [key, group] of groups) {
      const needs = group.dataset.needs.split(" ").filter(Boolean);
      const isOut = !needs.every((need) => isMet(need, out));
      if (isOut) out.add(key);
      group.parentElement.hidden = isOut;
      document.querySelector(`a[href="#${group.id}"]`).parentElement.hidden = isOut;
    }
  };
  form.addEventListener("change", show);
  addEventListener("pageshow", show);
  show();
})();
