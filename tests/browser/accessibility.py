"""axe on a page: which rules, and what it found in a few words."""

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"type": "tag", "values": TAGS}
COLORS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""All that another theme alone can break."""

AXE = Axe().axe_script

QUICK = f"""((WeakMap, WeakSet) => {{
{AXE}
}})(...(() => {{
    class At {{
        #place = Symbol();
        has(thing) {{ return this.#place in thing; }}
        get(thing) {{ return thing[this.#place]; }}
        set(thing, value) {{ thing[this.#place] = value; return this; }}
        add(thing) {{ return this.set(thing, true); }}
    }}
    return [At, At];
}})());
(() => {{
    const {{Color}} = axe.commons.color, {{parseString}} = Color.prototype, known = new Map();
    Color.prototype.parseString = function (words) {{
        if (!known.has(words)) known.set(words, parseString.call(new Color(), words));
        const {{red, green, blue, alpha}} = known.get(words);
        return Object.assign(this, {{red, green, blue, alpha}});
    }};
}})();"""
"""axe in half the time: it keeps what it notes of a thing there, and reads each color once.

A long license has some thirty colors, which axe reads 100,000 times, each into six weak maps.
"""


def violations(page, *, only=RULES, known=()):
    """Return what axe finds, one line an element; ``known`` are (rule, part of selector, why)."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(QUICK)
    # A color that is still on its way to another theme would be judged by mistake.
    page.evaluate("document.getAnimations().forEach(animation => animation.finish())")
    options = {"runOnly": only, "resultTypes": ["violations"], "preload": False, "iframes": False}
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [
        f"{violation['id']}: {selector} {node['html'][:120]}"
        for violation in found
        for node in violation["nodes"]
        for selector in [" ".join(map(str, node["target"]))]
        if not any(rule == violation["id"] and part in selector for rule, part, _why in known)
    ]
