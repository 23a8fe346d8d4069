import { asset } from '../assets.js';

/** Shows results of the search page while words are typed and filters are chosen. */
export const LIVE_SEARCH = asset(new URL('./live-search.js', import.meta.url));

/** Offers ways to go on from what is typed. */
export const SUGGESTIONS = asset(new URL('./suggestions.js', import.meta.url));

/** Keeps the live parts of console pages current. */
export const CONSOLE = asset(new URL('./console.js', import.meta.url));
