// Headings of lists, for readers that do not see them: a sort button is named after its column, and every column that can be sorted says
// whether it is. The component names all its buttons alike and marks the sorted column only.
let made = 0;

function name(heading) {
  const words = heading.querySelector('.sortable-column-header'), button = heading.querySelector('.sort-direction-icon');
  if (!words || !button) return;
  if (!heading.hasAttribute('aria-sort')) heading.setAttribute('aria-sort', 'none');
  if (button.hasAttribute('aria-labelledby')) return;
  made++;
  button.id ||= `sort-${made}`;
  words.id ||= `sorted-${made}`;
  // Its own word, which is "sort" in the page's language, then the column's.
  button.setAttribute('aria-labelledby', `${button.id} ${words.id}`);
}

let awaited = false;
const look = () => {
  awaited = false;
  document.querySelectorAll('.mud-table-root th').forEach(name);
};

new MutationObserver(() => {
  if (awaited) return;
  awaited = true;
  requestAnimationFrame(look);
}).observe(document.body, { subtree: true, childList: true, attributeFilter: ['aria-sort', 'class'] });
look();
