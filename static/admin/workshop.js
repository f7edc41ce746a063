// The map of a questionnaire: dragged with the mouse, made larger and smaller with Ctrl and the
// wheel, and shown at the box that is chosen, or at the first. Hides what a comparison of a route does not take, and
// the words of a new target where none is made.
// Without this script the map is scrolled, links make it larger, and all fields are there.
"use strict";
{
  let map = null;
  let drawing = null;
  let from = null;
  let isMoved = false;

  const drag = (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    from = { x: event.clientX, y: event.clientY, left: map.scrollLeft, top: map.scrollTop };
    isMoved = false;
  };
  const stay = (event) => {
    if (isMoved) event.preventDefault();
    isMoved = false;
  };
  const zoom = (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const factor = event.deltaY < 0 ? 1.1 : 1 / 1.1;
    const width = drawing.width.baseVal.value * factor;
    const natural = drawing.viewBox.baseVal.width;
    if (width < natural / 4 || width > natural * 3) return;
    const frame = map.getBoundingClientRect();
    const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
    const [left, top] = [map.scrollLeft + x, map.scrollTop + y];
    drawing.setAttribute("width", width);
    drawing.setAttribute("height", (width * drawing.viewBox.baseVal.height) / natural);
    map.scrollLeft = left * factor - x;
    map.scrollTop = top * factor - y;
  };

  const centre = () => {
    const chosen = map.querySelector("[aria-current]") ?? map.querySelector("a");
    if (!chosen) return;
    const box = chosen.getBoundingClientRect();
    const frame = map.getBoundingClientRect();
    map.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
    map.scrollTop += box.top + box.height / 2 - frame.top - frame.height / 2;
  };

  const begin = (seen) => {
    map = document.querySelector(".workshop .picture");
    drawing = map?.querySelector("svg");
    if (!drawing?.hasAttribute("width")) return;
    if (seen) [map.scrollLeft, map.scrollTop] = [seen.left, seen.top];
    else centre();
    map.addEventListener("pointerdown", drag);
    map.addEventListener("dragstart", (event) => event.preventDefault());
    map.addEventListener("click", stay, true);
    map.addEventListener("wheel", zoom, { passive: false });
  };
  begin(null);
  document.addEventListener("workshop-drawn", (event) => begin(event.detail));
  window.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (!isMoved && Math.hypot(x, y) < 5) return;
    isMoved = true;
    map.toggleAttribute("data-dragged", true);
    map.scrollLeft = from.left - x;
    map.scrollTop = from.top - y;
  });
  window.addEventListener("pointerup", () => {
    from = null;
    map?.removeAttribute("data-dragged");
  });

  const fit = (row) => {
    const [question, comparison, chosen] = row.querySelectorAll("select");
    const title = question.selectedOptions[0]?.textContent.trim();
    const isOfOptions = ["is", "any of", "none of"].includes(comparison.value);
    chosen.closest("label").hidden = !isOfOptions;
    row.querySelector("input[type=text]").closest("label").hidden = isOfOptions;
    for (const group of chosen.querySelectorAll("optgroup")) {
      group.hidden = question.value !== "" && group.label !== title;
    }
  };
  const isTest = (row) => row.querySelectorAll("select").length > 1; // and no answer of a case
  [...document.querySelectorAll(".condition-row")].filter(isTest).forEach(fit);

  // The words of a new question or outcome are asked for where one is chosen.
  const ask = (select) => {
    const words = document.getElementById(`${select.id}_new`)?.closest(".fieldBox, .flex-container");
    const box = words?.parentElement;
    if (box) box.hidden = !select.value.startsWith("+") && !words.querySelector("input").value;
  };
  const targets = () => document.querySelectorAll("select[name$=goto]");
  for (const select of targets()) ask(select);
  document.addEventListener("formset:added", () => targets().forEach(ask));
  document.addEventListener("change", (event) => {
    const row = event.target.closest?.(".condition-row");
    if (row && isTest(row)) fit(row);
    if (event.target.matches?.("select[name$=goto]")) ask(event.target);
  });
}
