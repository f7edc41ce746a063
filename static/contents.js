/* Marks, in the contents of a license, the section that is being read.
   Without this script the contents are plain links. */
(() => {
  const contents = document.querySelector("[data-contents]");
  if (!contents) return;

  const links = new Map();
  for (const link of contents.querySelectorAll("a[href^='#']")) {
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (place) links.set(place, link);
  }
  const places = [...links.keys()];
  let current = null;

  const mark = () => {
    const line = window.innerHeight * 0.3;
    const above = places.filter((place) => place.getBoundingClientRect().top <= line);
    const link = above.length ? links.get(above[above.length - 1]) : null;
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
    if (link && contents.scrollHeight > contents.clientHeight) {
      contents.scrollTop = link.offsetTop - contents.clientHeight / 2;
    }
    if (link && contents.scrollWidth > contents.clientWidth) {
      contents.scrollLeft = link.offsetLeft - (contents.clientWidth - link.offsetWidth) / 2;
    }
  };

  let waiting = false;
  document.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  }, { passive: true });
  mark();
})();
