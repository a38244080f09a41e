// The theme puts the button that copies a block of code into a landmark of navigation. Whoever
// hears a page would meet a nameless landmark for each block, so it is made none.
const unmark = () => {
  for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none");
};
new MutationObserver(unmark).observe(document.body, { childList: true, subtree: true });
unmark();
