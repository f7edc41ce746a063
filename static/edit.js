// Shows "Edit" on a public page to who has used the admin in this browser, if they may edit it now.
// The page itself is the same for all; an address of the admin, which nothing keeps, is asked.
// Without this script the admin finds a page by its list.
"use strict";
{
  const { edit } = document.currentScript.dataset;
  const link = document.createElement("a");
  link.className = "button quiet edit-here";

  const ask = async () => {
    const { pathname: path, hash } = window.location;
    const asked = new URLSearchParams({ path, at: decodeURIComponent(hash.slice(1)) });
    const answer = await fetch(`${edit}?${asked}`, { redirect: "manual", credentials: "same-origin" });
    if (!answer.ok) return;
    const { url, words } = await answer.json();
    if (!url) return;
    link.href = url;
    link.textContent = words;
    document.getElementById("main").prepend(link);
  };

  const hasBeenThere = () => {
    try {
      return window.localStorage.getItem("admin-used") === "yes";
    } catch {
      return false; // the browser keeps nothing
    }
  };

  if (hasBeenThere()) {
    ask();
    window.addEventListener("hashchange", ask);
  }
}
