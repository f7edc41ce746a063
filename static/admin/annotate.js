// Opens a note, a term or a citation on words that are selected in a license's text, beside the
// text, and saves it there. The server says which words they are: only places in the text are sent.
// Without this script the words are pasted into a form at the same address, and pages are loaded.
"use strict";
{
  const text = () => document.getElementById("annotate-text");
  const panel = () => document.getElementById("annotate-panel");
  const pop = () => text()?.querySelector("[data-pop]");
  let place = null;

  const offer = (found) => {
    place = found;
    const bar = pop();
    if (!bar) return;
    bar.hidden = place === null;
    const open = panel().querySelector("[data-form]")?.dataset.form;
    for (const button of bar.querySelectorAll("[data-into]")) button.hidden = button.dataset.into !== open;
  };

  const isTyped = () => [...(panel().querySelector("[data-form]")?.elements ?? [])].some((field) => {
    if (field.matches("[type=radio]")) return field.checked !== field.defaultChecked;
    if (field.matches("select")) return [...field.selectedOptions].some((one) => one.value && !one.defaultSelected);
    return field.matches("textarea, [type=text], [type=url]") && field.value !== field.defaultValue;
  });

  const isLetGo = () => !isTyped() || window.confirm(panel().dataset.ask);

  const address = (words) => `?${new URLSearchParams(words)}`;

  const open = (words) => window.htmx.ajax("GET", address(words), { target: "#annotate-panel", swap: "outerHTML" });

  // Puts words into the form that is open, so that nothing typed in it is lost.
  const put = async (words) => {
    const answer = await fetch(`words/${address(words)}`, { credentials: "same-origin" });
    const found = answer.ok ? await answer.json() : {};
    const form = panel().querySelector("[data-form]");
    if (!found.exact || !form) return open(words);
    if (form.dataset.form === "term") {
      const lines = form.elements.citations;
      lines.value = [lines.value.trimEnd(), found.line].filter(Boolean).join("\n");
      lines.focus();
      return null;
    }
    for (const name of ["section", "exact", "prefix", "suffix"]) form.elements[name].value = found[name];
    form.querySelector("[data-quoted]").textContent = found.exact;
    form.querySelector("[data-quoted-from]").textContent = found.name;
    form.elements.body.focus();
    return null;
  };

  document.addEventListener("words-selected", (event) => offer(event.detail));
  document.addEventListener("pointerdown", (event) => {
    if (event.target.closest("[data-pop]")) event.preventDefault(); // or the words are selected no more
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pop] button");
    if (!button || !place) return;
    if (button.dataset.into) put(place);
    else if (isLetGo()) open({ ...place, as: button.dataset.as });
  });

  document.addEventListener("htmx:confirm", (event) => {
    const { elt, verb, target } = event.detail;
    if (verb === "get" && target === panel() && elt.closest("#annotate-text") && !isLetGo()) event.preventDefault();
  });
  // Whatever is no panel is a page of its own: the login, say. It is asked for as without a script.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { requestConfig: { elt }, xhr, target } = event.detail;
    if (target !== panel() || xhr.getResponseHeader("X-Panel")) return;
    event.detail.shouldSwap = false;
    if (elt.matches("form")) {
      elt.setAttribute("data-sent", "");
      elt.submit();
    } else window.location.assign(xhr.responseURL);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "annotate-panel") return;
    offer(null);
    panel().querySelector("[role=alert] ~ *, #annotate-panel-head")?.scrollIntoView({ block: "nearest" });
    panel().querySelector("#annotate-panel-head").focus();
  });
}
