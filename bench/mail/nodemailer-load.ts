import { createTransport } from 'nodemailer';

const CONNECTIONS = 10;
/** More than the connections can have in hand at once. */
const IN_FLIGHT = 100;

/** Sends one ready message so and so often through nodemailer's pool; tells how many milliseconds it took. */
async function load(port: number, count: number, raw: string): Promise<void> {
  const pool = createTransport({
    ...{ pool: true, host: '127.0.0.1', port, secure: false, ignoreTLS: true },
    ...{ maxConnections: CONNECTIONS, maxMessages: Infinity },
  });
  let next = 0;
  const began = performance.now();
  const sender = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      await pool.sendMail({ raw, envelope: { from: 'news@example.org', to: [`reader-${index}@example.org`] } });
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, sender));
  process.send?.(performance.now() - began);
  pool.close();
  process.disconnect();
}

process.once('message', (raw) => void load(Number(process.argv[2]), Number(process.argv[3]), String(raw)));
