/**
 * Keeps the live parts of a console page current: asks the page anew every few seconds and puts in place what changed. It
 * rests while nobody looks, and leaves alone what somebody is using.
 */
const EVERY_MS = 3000;
const connection = document.getElementById('connection');

async function refresh() {
  const response = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!response.ok || response.redirected) throw new Error('signed out or away');
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const part of document.querySelectorAll('[data-live]')) {
    const fresh = page.getElementById(part.id);
    const inUse = part.contains(document.activeElement);
    if (fresh !== null && !inUse && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
  }
}

async function keepCurrent() {
  let trouble = '';
  try {
    if (!document.hidden) await refresh();
  } catch {
    trouble = connection.dataset.lost;
  }
  if (connection.textContent !== trouble) connection.textContent = trouble;
  setTimeout(keepCurrent, EVERY_MS);
}

if (document.querySelector('[data-live]') !== null && connection !== null) setTimeout(keepCurrent, EVERY_MS);
