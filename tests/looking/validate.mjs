/* Gives pages to html-validate and prints as JSON what it finds.

   Reads {name: html, ...} from its input. All rules of "recommended" and "document" hold, but: */
import { readFileSync } from "node:fs";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";

const rules = {
  // HTML knows no difference; the letters of our templates are small.
  "doctype-style": ["error", { style: "lowercase" }],
  // Lists and sections may have names; screen readers say them.
  "aria-label-misuse": ["error", { allowAnyNamable: true }],
  // Several answers have one name, and "not sure" has that of the number it stands for.
  "form-dup-name": "off",
  // What is wrong with a form stands above the title, as on GOV.UK.
  "heading-level": ["error", { minInitialRank: "h2" }],
  // A question is its page's title as a whole; who shows titles cuts them.
  "long-title": ["error", { maxlength: 160 }],
  // Narrow tables are set as blocks, and without their roles would be none for screen readers.
  "no-redundant-role": "off",
  // Tags of templates leave blanks, which compress to nothing.
  "no-trailing-whitespace": "off",
  // All that is loaded is the site's own.
  "require-sri": ["error", { target: "crossorigin" }],
  // Addresses of clauses are a contract: #1.b.iv.
  "valid-id": ["error", { relaxed: true }],
};
const loader = new FileSystemConfigLoader({
  root: true, extends: ["html-validate:recommended", "html-validate:document"], rules,
});
const judge = new HtmlValidate(loader);
const found = [];
for (const [name, html] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  const { results } = await judge.validateString(html, `/${name}.html`);
  for (const { messages } of results) {
    for (const { ruleId, message, line } of messages) {
      found.push(`${name}: ${ruleId}: ${message}: ${html.split("\n")[line - 1].trim().slice(0, 100)}`);
    }
  }
}
console.log(JSON.stringify(found));
