/**
 * Suggestions below the search box as an ARIA combobox: arrow keys walk through them, Enter takes one, Escape puts them
 * away. Words go into the box; topics, people and places become filters.
 */
const DEBOUNCE_MS = 80;
const MOST = 6;
const FILTERS = { tag: 'tag', person: 'person', place: 'place' };
const form = document.getElementById('search');
const input = document.getElementById('q');
const kinds = JSON.parse(input.dataset.kinds);

const list = document.createElement('ul');
list.id = 'suggestions';
list.className = 'suggestions';
list.setAttribute('role', 'listbox');
list.setAttribute('aria-label', input.dataset.suggestions);
form.append(list);

for (const [name, value] of Object.entries({
  role: 'combobox',
  'aria-expanded': 'false',
  'aria-controls': list.id,
  'aria-autocomplete': 'list',
})) {
  input.setAttribute(name, value);
}

let timer;
let asking = new AbortController();
let at = -1;

function close() {
  clearTimeout(timer);
  asking.abort();
  at = -1;
  list.replaceChildren();
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
}

function optionOf({ text, kind }, index) {
  const option = document.createElement('li');
  option.id = `suggestion-${index}`;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  option.dataset.text = text;
  option.dataset.kind = kind;
  option.append(text);
  if (kind in FILTERS) {
    const label = document.createElement('span');
    label.className = 'suggestion-kind';
    label.textContent = kinds[kind];
    option.append(' ', label);
  }
  return option;
}

function offer(suggestions) {
  const typed = input.value.trim().toLowerCase();
  const useful = suggestions
    .filter(({ kind, text }) => kind !== 'article' && !(kind === 'query' && text.toLowerCase() === typed))
    .slice(0, MOST);
  at = -1;
  input.removeAttribute('aria-activedescendant');
  list.replaceChildren(...useful.map(optionOf));
  input.setAttribute('aria-expanded', String(useful.length > 0));
}

async function ask() {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  const query = new URLSearchParams({ q: input.value, limit: '12' });
  const languages = new FormData(form).getAll('lang');
  if (languages.length === 1) query.set('lang', languages[0]);
  try {
    const response = await fetch(`/v1/suggest?${query}`, { signal });
    if (response.ok) offer((await response.json()).suggestions);
  } catch {
    /* Without suggestions everything else goes on. */
  }
}

function take(option) {
  const { text, kind } = option.dataset;
  close();
  if (kind in FILTERS) {
    const query = new URLSearchParams({ [FILTERS[kind]]: text });
    const chosen = new FormData(form).get('ui');
    if (chosen !== null) query.set('ui', chosen);
    form.dispatchEvent(new CustomEvent('courant:go', { detail: `/?${query}` }));
  } else {
    input.value = text;
    form.requestSubmit();
  }
}

function walk(step) {
  const options = [...list.children];
  if (options.length === 0) return;
  options[at]?.setAttribute('aria-selected', 'false');
  at = at + step >= options.length ? -1 : at + step < -1 ? options.length - 1 : at + step;
  const option = options[at];
  if (option === undefined) return input.removeAttribute('aria-activedescendant');
  option.setAttribute('aria-selected', 'true');
  option.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  input.setAttribute('aria-activedescendant', option.id);
}

input.addEventListener('input', () => {
  clearTimeout(timer);
  if (input.value.trim() === '') return close();
  timer = setTimeout(ask, DEBOUNCE_MS);
});

input.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (list.children.length === 0) return;
    event.preventDefault();
    walk(event.key === 'ArrowDown' ? 1 : -1);
  } else if (event.key === 'Enter' && at >= 0) {
    event.preventDefault();
    take(list.children[at]);
  } else if (event.key === 'Escape' && list.children.length > 0) {
    event.preventDefault();
    close();
  }
});

list.addEventListener('mousedown', (event) => event.preventDefault());
list.addEventListener('click', (event) => {
  const option = event.target.closest('[role="option"]');
  if (option !== null) take(option);
});
form.addEventListener('submit', close);
