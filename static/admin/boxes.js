// Puts a field before a long list of boxes that leaves those with the words that one types.
// What is ticked stays in sight. Without it, the whole list stands in its frame.
"use strict";
{
  const MANY = 12;
  const plain = (words) => words.normalize("NFKD").toLowerCase();

  const offer = (list) => {
    const rows = [...list.children];
    if (list.dataset.ready || rows.length <= MANY) return;
    list.dataset.ready = "yes";
    const field = document.createElement("input");
    field.type = "search";
    field.className = "guidance-boxes-search";
    field.placeholder = list.dataset.boxes;
    field.setAttribute("aria-label", list.dataset.boxes);
    field.addEventListener("input", () => {
      const words = plain(field.value).split(" ");
      for (const row of rows) {
        const said = plain(row.textContent);
        row.hidden = !row.querySelector("input").checked && !words.every((word) => said.includes(word));
      }
    });
    // Enter would send the form, and a change in here is none of the form's.
    field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    const room = document.createElement("div");
    room.className = "guidance-boxes-room";
    list.before(room);
    room.append(field, list);
  };

  const offerAll = () => document.querySelectorAll("[data-boxes]").forEach(offer);
  offerAll();
  document.addEventListener("DOMContentLoaded", offerAll);
  document.addEventListener("formset:added", offerAll);
  document.addEventListener("htmx:afterSettle", offerAll);
}
