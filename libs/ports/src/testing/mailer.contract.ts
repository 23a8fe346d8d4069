import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MailMessage, MailOutcome, Mailer } from '../mailer.port.js';
import { eventually } from './eventually.js';
import { aMail } from './mail-builders.js';

/** A mailer with the real server it talks to. */
export interface OpenedMailer {
  readonly port: Mailer;
  /** What the server took over, oldest first. */
  received(): ReadonlyArray<{ readonly to: string; readonly raw: string }>;
  /** From now on the server treats mail to an address so. */
  treat(address: string, as: 'refuse' | 'refuse-for-policy' | 'defer' | 'drop-after-text'): void;
  close(): Promise<void>;
}

async function all(mailer: Mailer, messages: readonly MailMessage[]): Promise<MailOutcome[]> {
  const outcomes: MailOutcome[] = [];
  for await (const outcome of mailer.send(messages)) outcomes.push(outcome);
  return outcomes;
}

/** What every Mailer must do; `open` gives one with an empty server. */
export function mailerContract(open: () => Promise<OpenedMailer>): void {
  describe('keeps the promises of a Mailer', () => {
    let opened: OpenedMailer;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it('hands every message over once, byte for byte', async () => {
      const messages = Array.from({ length: 250 }, (_, index) => aMail(`reader${index}@reader.example`));
      const outcomes = await all(opened.port, messages);
      expect(outcomes.map(({ id, state }) => `${id} ${state}`).sort()).toEqual(
        messages.map(({ id }) => `${id} sent`).sort(),
      );
      const received = opened.received();
      expect(received.map(({ to }) => to).sort()).toEqual(messages.map(({ to }) => to).sort());
      for (const { to, raw } of received) expect(raw).toBe(aMail(to).raw);
    });

    it('answers nothing for nothing', async () => {
      expect(await all(opened.port, [])).toEqual([]);
    });

    it('tells a refused address from a message refused for another reason, and sends the others', async () => {
      opened.treat('gone@reader.example', 'refuse');
      opened.treat('policy@reader.example', 'refuse-for-policy');
      opened.treat('later@reader.example', 'defer');
      const names = ['a', 'gone', 'b', 'policy', 'c', 'later', 'd'];
      const outcomes = await all(
        opened.port,
        names.map((name) => aMail(`${name}@reader.example`)),
      );
      const byName = new Map(outcomes.map((outcome) => [outcome.id.split('@')[0], outcome]));
      expect(byName.size).toBe(names.length);
      expect(byName.get('gone')).toMatchObject({ state: 'refused', permanentAddress: true });
      expect(byName.get('policy')).toMatchObject({ state: 'refused', permanentAddress: false });
      expect(byName.get('later')).toMatchObject({ state: 'deferred' });
      for (const name of ['a', 'b', 'c', 'd']) expect(byName.get(name)).toMatchObject({ state: 'sent' });
      expect(opened.received()).toHaveLength(4);
    });

    it('calls a message unknown whose server hangs up after its text, and sends the others exactly once', async () => {
      opened.treat('dropped@reader.example', 'drop-after-text');
      const names = [...Array.from({ length: 30 }, (_, index) => `n${index}`), 'dropped'];
      const outcomes = await all(
        opened.port,
        names.map((name) => aMail(`${name}@reader.example`)),
      );
      expect(outcomes.find(({ id }) => id.startsWith('dropped'))?.state).toBe('unknown');
      const states = outcomes.map(({ state }) => state);
      expect(states.filter((state) => state === 'unknown').length).toBeLessThanOrEqual(10);
      const copies = new Map<string, number>();
      for (const { to } of opened.received()) copies.set(to, (copies.get(to) ?? 0) + 1);
      expect([...copies.values()].every((count) => count === 1)).toBe(true);
      for (const { id, state } of outcomes) if (state === 'sent') expect(copies.get(id)).toBe(1);
    });

    it('never writes an address that could break out of the envelope', async () => {
      const outcomes = await all(opened.port, [
        aMail('a@b.example>\r\nRCPT TO:<evil@reader.example'),
        aMail('ok@b.example'),
      ]);
      expect(outcomes.map(({ state }) => state).sort()).toEqual(['refused', 'sent']);
      expect(opened.received().map(({ to }) => to)).toEqual(['ok@b.example']);
    });

    it('sends what is at hand while the caller still makes the rest', async () => {
      let go: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => (go = resolve));
      async function* slowly(): AsyncGenerator<MailMessage> {
        yield aMail('first@reader.example');
        await gate;
        yield aMail('second@reader.example');
      }
      const outcomes = opened.port.send(slowly())[Symbol.asyncIterator]();
      expect((await outcomes.next()).value).toMatchObject({ id: 'first@reader.example', state: 'sent' });
      go();
      expect((await outcomes.next()).value).toMatchObject({ id: 'second@reader.example', state: 'sent' });
      expect((await outcomes.next()).done).toBe(true);
    });

    it('passes on what the making of messages threw, after the outcomes of those before', async () => {
      const seen: string[] = [];
      async function* failing(): AsyncGenerator<MailMessage> {
        yield aMail('first@reader.example');
        throw new Error('no more');
      }
      const run = async (): Promise<void> => {
        for await (const { id } of opened.port.send(failing())) seen.push(id);
      };
      await expect(run()).rejects.toThrow('no more');
      expect(seen).toEqual(['first@reader.example']);
    });

    it('begins nothing after an abort, answers for every message it took, and tells truly which were sent', async () => {
      const taken = new Set<string>();
      function* endless(): Generator<MailMessage> {
        for (let made = 0; ; made += 1) {
          taken.add(`reader${made}@reader.example`);
          yield aMail(`reader${made}@reader.example`);
        }
      }
      const stopping = new AbortController();
      const outcomes = new Map<string, MailOutcome['state']>();
      for await (const { id, state } of opened.port.send(endless(), stopping.signal)) {
        expect(outcomes.has(id)).toBe(false);
        outcomes.set(id, state);
        if (outcomes.size === 50) stopping.abort();
      }
      expect([...outcomes.keys()].sort()).toEqual([...taken].sort());
      const received = new Set(opened.received().map(({ to }) => to));
      for (const [id, state] of outcomes) expect({ id, got: received.has(id) }).toEqual({ id, got: state === 'sent' });
    });

    it('sends nothing when it was aborted before', async () => {
      const outcomes: MailOutcome[] = [];
      for await (const outcome of opened.port.send([aMail('a@reader.example')], AbortSignal.abort())) {
        outcomes.push(outcome);
      }
      expect(outcomes).toEqual([]);
      expect(opened.received()).toEqual([]);
    });

    it('finishes what is in hand when it is closed and takes no more', async () => {
      let made = 0;
      function* endless(): Generator<MailMessage> {
        for (;;) yield aMail(`reader${++made}@reader.example`);
      }
      const outcomes: MailOutcome[] = [];
      const sending = (async () => {
        for await (const outcome of opened.port.send(endless())) outcomes.push(outcome);
      })();
      await eventually(() => outcomes.length > 20);
      await opened.port.close();
      await sending;
      expect(outcomes.every(({ state }) => state === 'sent')).toBe(true);
      expect(opened.received()).toHaveLength(outcomes.length);
    });
  });
}
