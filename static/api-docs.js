/* Shows the calls of the API with Swagger UI, light or dark as the reader's system is.
   Without it the page still links the OpenAPI document, which says the same. */
(() => {
  const calls = document.getElementById("calls");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
  dark.addEventListener("change", follow);
  follow();

  window.SwaggerUIBundle({
    url: calls.dataset.schema,
    domNode: calls,
    presets: [window.SwaggerUIBundle.presets.apis],
    // The page has its own title and introduction.
    plugins: [() => ({ wrapComponents: { InfoContainer: () => () => null } })],
    layout: "BaseLayout",
    deepLinking: true,
    // Swagger UI makes a second main of its calls.
    onComplete: () => calls.querySelector("main")?.setAttribute("role", "group"),
  });
})();
