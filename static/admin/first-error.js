// Gives the focus of a page that says what is wrong to those words, or else to the first field that
// they are about, so that reading and typing begin there and not at the top of the page.
// Without it the words stand at the head of the form, and link to each field that they are about.
"use strict";
{
  const told = document.querySelector(".guidance-refusal, #content .errornote");
  const marked = document.querySelector("#content .errorlist")?.closest(".draft-note, .form-row");
  const wrong = marked?.querySelector("textarea, select, input:not([type=hidden])");
  if (document.querySelector("[autofocus]") === null) {
    told?.setAttribute("tabindex", "-1");
    (told ?? wrong)?.focus();
  }
}
