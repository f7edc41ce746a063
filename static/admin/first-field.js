// Gives the focus of an add page to its first field that is still empty, in place of Django's own
// script, which gives it to the first one of all: a license or tree that is chosen already.
// Where the page says what is wrong, first-error.js has given the focus to that, and it stays.
// Without it, the focus stays at the top of the page.
"use strict";
{
  const { form } = document.currentScript.dataset;
  const isWanted = (field) =>
    field.matches("input, select, textarea") && !field.disabled && field.offsetParent && !field.value;
  if (!document.querySelector(".guidance-refusal, #content .errornote")) {
    [...document.getElementById(form).elements].find(isWanted)?.focus();
  }
}
