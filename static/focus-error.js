/* Moves to the summary of what is wrong, so that screen readers start there.
   Without it the summary is still announced (role=alert) and linked to the field. */
document.querySelector("[data-focus]")?.focus();
