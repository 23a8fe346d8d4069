/** `node deploy/probe.mjs /health/live`: ends with 0 when the server of this container answers 2xx; for health checks. */
const url = `http://127.0.0.1:${process.env.COURANT_HTTP_PORT || 3000}${process.argv[2] ?? '/health/live'}`;
const answer = await fetch(url).catch((error) => ({ ok: false, status: error.message }));
if (!answer.ok) console.error(`${url}: ${answer.status}`);
process.exit(answer.ok ? 0 : 1);
