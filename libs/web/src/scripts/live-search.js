/**
 * Asks the search page anew while the reader types or follows its filters, and puts what changed in place. The page works
 * without this; its answers are the same, so there is one place where a result is written.
 */
const DEBOUNCE_MS = 120;
const form = document.getElementById('search');
const input = document.getElementById('q');
const results = document.getElementById('results');
const announcement = document.getElementById('announcement');

let timer;
let asking = new AbortController();
let shown = location.href;

/** The address that the form would lead to. */
function addressOfForm() {
  const fields = [...new FormData(form)].filter(([, value]) => value !== '');
  const query = new URLSearchParams(fields).toString();
  return query === '' ? '/' : `/?${query}`;
}

async function pageAt(address, signal) {
  const response = await fetch(address, { signal, headers: { accept: 'text/html' } });
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

function put(page) {
  for (const part of [results, document.getElementById('kept'), document.querySelector('.language-switch')]) {
    const found = part.id === '' ? page.querySelector('.language-switch') : page.getElementById(part.id);
    part.replaceChildren(...found.childNodes);
  }
  document.title = page.title;
  announcement.textContent = document.getElementById('found')?.textContent ?? '';
}

/** Shows an address in place; the latest wish wins, and what is shown stays until its answer is here. */
async function show(address, { history: way, setWords = false, moveFocus = false }) {
  clearTimeout(timer);
  asking.abort();
  const asked = (asking = new AbortController());
  results.setAttribute('aria-busy', 'true');
  try {
    const page = await pageAt(address, asked.signal);
    if (asked.signal.aborted) return;
    if (page.getElementById('results') === null) throw new Error('no search page');
    put(page);
    if (way !== undefined) history[way](null, '', address);
    shown = location.href;
    if (setWords) input.value = new URL(shown).searchParams.get('q') ?? '';
    if (moveFocus) document.getElementById('found')?.focus();
  } catch {
    if (!asked.signal.aborted) announcement.textContent = announcement.dataset.away;
  } finally {
    if (asking === asked) results.removeAttribute('aria-busy');
  }
}

input.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const address = addressOfForm();
    if (new URL(address, location.href).href !== shown) void show(address, { history: 'replaceState' });
  }, DEBOUNCE_MS);
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void show(addressOfForm(), { history: 'pushState' });
});

/** A suggestion leads somewhere within the search. */
form.addEventListener('courant:go', (event) => {
  void show(event.detail, { history: 'pushState', setWords: true, moveFocus: true });
});

results.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!plain || link === null || link.origin !== location.origin || link.pathname !== '/') return;
  event.preventDefault();
  void show(link.href, { history: 'pushState', setWords: true, moveFocus: true });
});

addEventListener('popstate', () => {
  if (location.href !== shown) void show(location.href, { setWords: true });
});
