/* Offers the system's own way to share a page, where the browser has one.
   Without it the button stays hidden: the link can be copied, mailed or made short beside it. */
(() => {
  if (!navigator.share) return;
  for (const button of document.querySelectorAll("[data-share]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.share({ title: button.dataset.shareTitle, url: button.dataset.share });
      } catch {
        /* The reader thought better of it. */
      }
    });
  }
})();
