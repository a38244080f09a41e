// On a telephone each row of a table is a block, in which a cell says what its column is called.
for (const table of document.querySelectorAll(".md-typeset table:not([class])")) {
  const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
  for (const row of table.querySelectorAll("tbody tr")) {
    [...row.cells].slice(1).forEach((cell, at) => {
      if (heads[at + 1]) cell.dataset.head = heads[at + 1];
    });
  }
}
// The theme puts the button that copies a block of code into a landmark of navigation. Whoever
// hears a page would meet a nameless landmark for each block, so it is made none.
const unmark = () => {
  for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none");
};
new MutationObserver(unmark).observe(document.body, { childList: true, subtree: true });
unmark();
