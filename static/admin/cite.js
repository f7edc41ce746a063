// Picks a citation from a license's text, on top of the form that it is for: words are selected or
// searched for, and their line is put into the field. The page is the one that the link leads to.
// Without this script the link opens that page, and the line is copied from it.
"use strict";
{
  let field = null;
  let place = null;
  const dialog = document.createElement("dialog");
  dialog.className = "guidance-cite";
  dialog.setAttribute("aria-labelledby", "cite-head");

  const show = async (address) => {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!answer.ok || !answer.headers.get("X-Panel")) return window.open(address, "_blank", "noopener");
    dialog.innerHTML = await answer.text();
    if (!dialog.isConnected) document.body.append(dialog);
    if (!dialog.open) dialog.showModal();
    return dialog.querySelector("#cite-head").focus();
  };

  const put = () => {
    const line = dialog.querySelector("[data-line]").dataset[field.dataset.cite];
    field.value = [field.value.trimEnd(), line].filter(Boolean).join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    dialog.close();
    field.focus();
  };

  document.addEventListener("words-selected", (event) => {
    if (!dialog.open) return;
    place = event.detail;
    dialog.querySelector("[data-cite-bar]")?.toggleAttribute("hidden", place === null);
  });
  dialog.addEventListener("pointerdown", (event) => {
    if (event.target.closest("[data-cite-bar]")) event.preventDefault(); // or the words are selected no more
  });
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (event.target.closest("[data-put]")) put();
    else if (event.target.closest("[data-close]")) dialog.close();
    else if (event.target.closest("[data-cite-bar] button")) {
      const license = dialog.querySelector("select").value;
      show(`${dialog.querySelector("form").action}?${new URLSearchParams({ license, ...place })}`);
    } else if (link) {
      event.preventDefault();
      show(new URL(link.getAttribute("href"), dialog.querySelector("form").action));
    }
  });
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    show(`${event.target.action}?${new URLSearchParams(new FormData(event.target))}`);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-pick]");
    if (!link) return;
    event.preventDefault();
    field = link.closest("[data-picked]").querySelector("textarea");
    const own = field.dataset.cite === "own" ? field.form.elements.license?.value : "";
    show(own ? `${link.pathname}?${new URLSearchParams({ license: own })}` : link.href);
  });
}
