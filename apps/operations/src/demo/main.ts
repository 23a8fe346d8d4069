import { countOutcomes } from '../cli/count-outcomes.js';
import { processTerminal } from '../cli/terminal.js';
import { demoClient } from './demo-client.js';
import { mailsTo } from './demo-mail.js';
import { makeNewsletter } from './make-newsletter.js';
import { makeSource } from './make-source.js';
import { postSamples } from './post-samples.js';
import { newestEdition, sendEdition } from './send-edition.js';
import { showArticle } from './show-article.js';
import { DEMO_SUBSCRIBERS, subscribe } from './subscribe.js';

const terminal = processTerminal(false);
const say = (...lines: string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

/** The path of an article, from the webhook to the inbox, on the running server. */
async function demonstrate(): Promise<void> {
  const demo = demoClient();
  say('', 'Demonstration: 60 articles of three invented newspapers, by signed webhook.');
  const source = await makeSource(demo);
  await makeNewsletter(demo);
  for (const subscriber of DEMO_SUBSCRIBERS) await subscribe(demo, subscriber);
  say(
    `Source "${source.id}", newsletter, and subscribers ${DEMO_SUBSCRIBERS.map(({ email }) => email).join(', ')} are ready.`,
  );
  const results = await postSamples(demo, source, terminal);
  say(`${results.length} articles posted: ${countOutcomes(results)}.`, '');
  const editions = await sendEdition(demo, terminal);
  for (const { id, language, counts } of editions) say(`Edition ${id} (${language}): ${counts['sent'] ?? 0} sent.`);
  const edition = editions[0] ?? (await newestEdition(demo));
  if (editions.length === 0) say(`No edition: nothing new since ${edition?.id ?? 'the beginning'}.`);
  if (edition !== undefined) say('', ...(await showArticle(demo, edition)));
  for (const { email } of DEMO_SUBSCRIBERS) {
    const [newest] = await mailsTo(demo, email);
    if (newest !== undefined) say(`  mail      ${demo.api.url}/mail/${newest.id}   (to ${email}: ${newest.subject})`);
  }
  say('', 'The server goes on; Ctrl-C ends it.');
}

try {
  await demonstrate();
} catch (error) {
  process.stderr.write(`The demonstration ended: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
