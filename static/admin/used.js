// Notes in this browser that the admin is used here, so that public pages ask whether "Edit" is to
// stand on them; a login that is asked for anew takes the note back. Without it no page asks.
"use strict";
{
  const isLogin = document.body.classList.contains("login");
  try {
    if (isLogin) window.localStorage.removeItem("admin-used");
    else window.localStorage.setItem("admin-used", "yes");
  } catch {
    // The browser keeps nothing; so be it.
  }
}
