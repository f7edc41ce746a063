// Says every minute that this form is open, and shows who else has it open, so that two people know
// of each other before they save. Without it one is told when the page is opened only, and is seen
// by nobody; whoever saves second is shown what the other wrote, all the same.
"use strict";
{
  const told = document.querySelector("[data-presence]");
  const token = document.querySelector("form [name=csrfmiddlewaretoken]")?.value;

  const fields = (more = {}) =>
    new URLSearchParams({ page: told.dataset.presence, csrfmiddlewaretoken: token, ...more });

  const show = (others) => {
    const words = others.length ? `${told.dataset.words} ${others.join(", ")}` : "";
    if (told.textContent.trim() !== words) told.textContent = words;
    told.hidden = !others.length;
  };

  const say = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(told.dataset.url, { method: "POST", body: fields() });
      if (answer.ok && !answer.redirected) show((await answer.json()).others);
    } catch {
      // Nothing answers just now: it is tried again in a minute.
    }
  };

  if (told && token) {
    say();
    setInterval(say, 60_000);
    document.addEventListener("visibilitychange", say);
    window.addEventListener("pagehide", () => {
      navigator.sendBeacon(told.dataset.url, fields({ left: "yes" }));
    });
  }
}
