/* Offers titles while a query is typed, as a combobox with a list: arrow keys choose, Enter opens,
   Escape closes; without a choice Enter searches as ever. Words come from the markup.
   Without it, the field is a plain field, and the search page finds the same things. */
(() => {
  for (const field of document.querySelectorAll("input[data-suggest]")) {
    const list = document.createElement("ul");
    const status = document.createElement("p");
    const kept = new Map();
    let timer = 0;
    let asked = "";
    list.id = `suggestions-${field.name}`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.dataset.suggestLabel);
    status.className = "hidden";
    status.setAttribute("role", "status");
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-expanded", "false");
    field.autocomplete = "off";
    field.form.classList.add("suggesting");
    field.form.append(list, status);

    const chosen = () => list.querySelector("[aria-selected=true]");
    const choose = (option) => {
      chosen()?.setAttribute("aria-selected", "false");
      option?.setAttribute("aria-selected", "true");
      option?.scrollIntoView({ block: "nearest" });
      if (option) field.setAttribute("aria-activedescendant", option.id);
      else field.removeAttribute("aria-activedescendant");
    };
    const close = () => {
      choose(null);
      list.hidden = true;
      field.setAttribute("aria-expanded", "false");
    };
    const show = (found) => {
      close();
      list.replaceChildren(...found.map((one, number) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.url = one.url;
        option.append(one.words);
        if (one.of) {
          const of = document.createElement("span");
          of.className = "soft";
          of.textContent = one.of;
          option.append(" ", of);
        }
        return option;
      }));
      status.textContent = found.length
        ? field.dataset.suggestCount.replace("%n", found.length) : "";
      list.hidden = !found.length;
      field.setAttribute("aria-expanded", String(!list.hidden));
    };
    const ask = async (typed) => {
      if (!kept.has(typed)) {
        const address = `${field.dataset.suggest}?q=${encodeURIComponent(typed)}`;
        const answer = await fetch(address, { credentials: "omit" }).catch(() => null);
        if (!answer?.ok) return;
        kept.set(typed, (await answer.json()).suggestions);
      }
      if (typed === asked && document.activeElement === field) show(kept.get(typed));
    };

    field.addEventListener("input", () => {
      asked = field.value.trim().toLowerCase().slice(0, 100);
      clearTimeout(timer);
      if (asked.length < 2) close();
      else timer = setTimeout(ask, 150, asked);
    });
    field.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      const options = [...list.children];
      const place = options.indexOf(chosen());
      if (event.key === "ArrowDown") choose(options[place + 1]);
      else if (event.key === "ArrowUp") choose(place < 0 ? options.at(-1) : options[place - 1]);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && chosen()) location.assign(chosen().dataset.url);
      else return;
      event.preventDefault();
    });
    field.addEventListener("blur", close);
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) location.assign(option.dataset.url);
    });
  }
})();
