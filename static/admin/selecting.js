// Says which words of a license's text are selected, as places in the text: the event "words-selected"
// on the document, with {start, end} or nothing. Paragraphs say where they start.
// Without this script words are pasted into a form.
"use strict";
{
  // Offsets of the text are counted in characters, not in the halves that a browser counts.
  const length = (words) => [...words].length;

  const offset = (node, at) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const paragraph = element.closest("[data-start]");
    if (!paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, at);
    return Number(paragraph.dataset.start) + length(before.toString());
  };

  const selected = () => {
    const selection = document.getSelection();
    if (selection.rangeCount === 0 || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset);
    if (start === null) return null;
    // A triple click ends in front of the next paragraph, or in what stands between two.
    const end = offset(range.endContainer, range.endOffset) ?? start + length(selection.toString().trim());
    return end > start ? { start, end } : null;
  };

  // A browser selects no words from within a link, and words that are marked are links.
  const caret = ({ clientX, clientY }) => {
    const found = document.caretPositionFromPoint?.(clientX, clientY);
    if (found) return [found.offsetNode, found.offset];
    const range = document.caretRangeFromPoint?.(clientX, clientY);
    return range ? [range.startContainer, range.startOffset] : null;
  };
  let from = null;
  document.addEventListener("pointerdown", (event) => {
    const isMarked = event.pointerType === "mouse" && event.button === 0 && event.target.closest("[data-start] a");
    from = isMarked && !event.shiftKey ? caret(event) : null;
    if (from) document.getSelection().removeAllRanges();
  });
  document.addEventListener("pointermove", (event) => {
    const to = from && event.buttons === 1 ? caret(event) : null;
    if (to) document.getSelection().setBaseAndExtent(...from, ...to);
  });
  document.addEventListener("dragstart", (event) => {
    if (from) event.preventDefault();
  });
  document.addEventListener("pointerup", () => {
    from = null;
  });
  // Whoever selects words that are marked does not mean to open what is written on them.
  document.addEventListener("click", (event) => {
    if (!event.detail || document.getSelection().isCollapsed || !event.target.closest("[data-start] a")) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  document.addEventListener("selectionchange", () => {
    document.dispatchEvent(new CustomEvent("words-selected", { detail: selected() }));
  });
}
