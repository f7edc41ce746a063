// Asks before a page is left whose form holds words that are not saved: typed now, typed before a
// visit to another page and back, or shown again after they could not be saved. What Django's
// script proposes (a key from a title) counts only where somebody typed over it, and saving asks nothing.
// Without this script, leaving a page loses what was not saved, as everywhere.
"use strict";
{
  const WORDS = "textarea, input:not([type=hidden], [type=submit], [type=button], [type=search])";
  const main = document.getElementById("content") ?? document.body;
  const forms = () => [...main.querySelectorAll("form[method=post]")].filter(
    (form) => !["login-form", "changelist-form"].includes(form.id) && form.querySelector(`${WORDS}, select`),
  );
  const formsCome = main.querySelector("[data-forms-come]") !== null;
  const isShownAgain = main.parentElement.querySelector("div[data-unsaved]") !== null;
  const isKeptHere = main.querySelector("[name=_kept_words], section[data-unsaved]") !== null;
  const touched = new WeakSet();
  let sent = null;
  let copied = null;

  const proposals = document.getElementById("django-admin-prepopulated-fields-constants");
  const proposed = new Set();
  for (const { id } of JSON.parse(proposals?.dataset.prepopulatedFields ?? "[]")) {
    proposed.add(id.replace("#", ""));
  }
  // The double lists of Django's own pages move their choices about by script.
  const chosen = (select) => [...select.options].map((option) => option.value).sort().join();

  const isChosenAnew = (select) => {
    if (select.closest(".selector")) {
      return copied?.has(select) && copied.get(select) !== chosen(select);
    }
    const options = [...select.options];
    const before = options.filter((option) => option.defaultSelected);
    if (before.length === 0 && !select.multiple && options.length > 0) before.push(options[0]);
    const now = options.filter((option) => option.selected);
    return now.length !== before.length || now.some((option) => !before.includes(option));
  };

  const isTypedInto = (field) => {
    if (field.disabled || field.name.includes("__prefix__")) return false;
    if (proposed.has(field.id) && !touched.has(field)) return false;
    if (field.matches("select")) return isChosenAnew(field);
    if (!field.matches(WORDS)) return false;
    if (field.matches("[type=file]")) return field.files.length > 0;
    if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
    return field.value !== field.defaultValue;
  };

  const isRefused = (form) => isShownAgain || form.querySelector(".errornote, .errorlist") !== null;
  const isSent = (form) => form === sent || form.hasAttribute("data-sent");
  const isUnsaved = (form) => !isSent(form) && (isRefused(form) || [...form.elements].some(isTypedInto));

  const ask = (event) => {
    if (!(isKeptHere && sent === null) && !forms().some(isUnsaved)) return;
    event.preventDefault();
    event.returnValue = ""; // for browsers that do not ask otherwise
  };

  // Listening only once somebody is at work lets browsers keep pages that were merely read.
  const begin = (event) => {
    if (!event.isTrusted) return;
    if (copied === null) {
      copied = new Map();
      for (const select of document.querySelectorAll(".selector select")) copied.set(select, chosen(select));
    }
    window.addEventListener("beforeunload", ask);
  };
  const touch = (event) => {
    if (event.isTrusted) touched.add(event.target);
  };
  if (forms().length > 0 || formsCome || isKeptHere) {
    for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, begin, true);
    for (const kind of ["input", "change"]) document.addEventListener(kind, touch, true);
    document.addEventListener("submit", (event) => {
      sent = event.target;
    });
    // Come back to, by the browser's button or since nothing answered: not sent any more.
    window.addEventListener("pageshow", () => {
      sent = null;
    });
  }
}
