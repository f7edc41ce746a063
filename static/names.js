/* Fills the list behind a field with licenses that begin as what is typed, as the browser shows it.
   Without it, the list has the first licenses alone; any name can be written all the same, and
   where it means none, the page offers what begins so. */
(() => {
  const kept = new Map();
  for (const field of document.querySelectorAll("input[data-names]")) {
    let timer = 0;

    const show = (licenses) => {
      field.list.replaceChildren(...licenses.map((one) => {
        const option = document.createElement("option");
        option.value = one.name;
        option.append(one.title);
        return option;
      }));
    };
    const typed = () => field.value.trim().toLowerCase().slice(0, 100);
    const ask = async (words) => {
      if (!kept.has(words)) {
        const address = `${field.dataset.names}?q=${encodeURIComponent(words)}`;
        const answer = await fetch(address, { credentials: "omit" }).catch(() => null);
        if (!answer?.ok) return;
        kept.set(words, (await answer.json()).licenses);
      }
      if (words === typed() && document.activeElement === field) show(kept.get(words));
    };

    field.addEventListener("input", () => {
      clearTimeout(timer);
      if (typed()) timer = setTimeout(ask, 150, typed());
    });
  }
})();
