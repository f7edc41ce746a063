// Saves the form in the workshop without leaving the page: the map, what is missing, cases and what
// publishing would change come anew, and the form stays where it is, with its scroll and its focus.
// Where the form is refused, or is another one afterwards, the page is loaded as without this script.
"use strict";
{
  const NAMED = "input[name], select[name], textarea[name]";
  const side = () => document.getElementById("workshop-side");
  const form = () => document.getElementById("inspector")?.closest("form");
  const fields = (one) => [...one.querySelectorAll(NAMED)].filter(
    (field) => !field.matches("[type=submit]") && !field.name.includes("__prefix__"),
  );
  const isTicked = (one) => one.matches("[type=checkbox], [type=radio]");
  const said = (one) => {
    if (isTicked(one)) return String(one.checked);
    return one.matches("select") ? [...one.selectedOptions].map((o) => o.value).join() : one.value;
  };
  let seen = { left: 0, top: 0 };
  let sent = new Map();

  // What was saved stands in the fields as if the page had just been opened; what was typed
  // while it was being saved stays.
  const isTypedSince = (one) => one.type !== "hidden" && sent.has(one) && sent.get(one) !== said(one);
  const take = (mine, theirs) => {
    const isKept = isTypedSince(mine);
    if (mine.matches("select")) {
      if (!isKept && mine.innerHTML !== theirs.innerHTML) mine.innerHTML = theirs.innerHTML;
    } else if (isTicked(mine)) {
      const now = mine.checked;
      mine.defaultChecked = theirs.defaultChecked;
      mine.checked = isKept ? now : theirs.defaultChecked;
    } else {
      const now = mine.value;
      mine.defaultValue = theirs.defaultValue;
      mine.value = isKept ? now : theirs.defaultValue;
    }
  };

  const say = (page) => {
    const told = page.querySelector(".messagelist");
    document.querySelector(".messagelist")?.remove();
    if (told) document.getElementById("content").before(told);
    const words = [...(told?.children ?? [])].map((one) => one.textContent.trim()).join(" ");
    for (const place of form().querySelectorAll("[data-said]")) place.textContent = words;
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target === side()) sent = new Map(fields(form()).map((one) => [one, said(one)]));
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target } = event.detail;
    if (target !== side()) return;
    const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
    const other = page.getElementById("inspector")?.closest("form");
    const isTaken = xhr.status === 200 && other && !page.querySelector(".errornote, .errorlist, .guidance-refusal");
    if (!isTaken) {
      event.detail.shouldSwap = false;
      form().setAttribute("data-sent", "");
      form().submit();
      return;
    }
    const [mine, theirs] = [fields(form()), fields(other)];
    if (mine.map((one) => one.name).join() !== theirs.map((one) => one.name).join()) {
      event.detail.shouldSwap = false;
      if (!mine.some(isTypedSince)) form().setAttribute("data-sent", "");
      window.location.assign(xhr.responseURL);
      return;
    }
    const at = document.activeElement.getBoundingClientRect().top;
    mine.forEach((one, number) => take(one, theirs[number]));
    for (const heading of ["h1", ".breadcrumbs"]) {
      const [now, then] = [document.querySelector(heading), page.querySelector(heading)];
      if (now && then) now.replaceWith(then);
    }
    say(page);
    const map = side().querySelector(".picture");
    seen = { left: map?.scrollLeft ?? 0, top: map?.scrollTop ?? 0, at };
  });
  document.addEventListener("htmx:afterSettle", () => {
    document.dispatchEvent(new CustomEvent("workshop-drawn", { detail: seen }));
    window.requestAnimationFrame(() => {
      window.scrollBy(0, document.activeElement.getBoundingClientRect().top - seen.at);
    });
  });
  document.addEventListener("htmx:sendError", () => form()?.submit());
}
