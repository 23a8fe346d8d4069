import { SubscriberStore } from '#ports/subscriber-store.port.js';
import { RealServer } from '#smtp/testing/real-server.js';
import { eventually } from '#ports/testing/eventually.js';
import { TestNewsroom } from '../testing/test-newsroom.js';
import { readCsv } from './csv.js';

interface Problem {
  readonly errors?: ReadonlyArray<{ readonly pointer: string; readonly detail: string }>;
}

describe('Subscribers as files', () => {
  let server: RealServer;
  let newsroom: TestNewsroom;
  beforeEach(async () => {
    server = await RealServer.start();
    newsroom = await TestNewsroom.start(server);
    await newsroom.newsletter('morning');
  });
  afterEach(async () => {
    await newsroom.stop();
    await server.stop();
  });
  const upload = (body: string | Uint8Array<ArrayBuffer>, type = 'text/csv; charset=utf-8') =>
    newsroom.app.fetch('/v1/subscribers/import', {
      ...{ method: 'POST', admin: true, body, headers: { 'content-type': type } },
    });
  const errorsOf = async (body: string | Uint8Array<ArrayBuffer>): Promise<string[]> => {
    const response = await upload(body);
    expect(response.status).toBe(422);
    const { errors = [] } = (await response.json()) as Problem;
    expect(await newsroom.app.get(SubscriberStore).list({ limit: 10 })).toEqual([]);
    return errors.map(({ pointer, detail }) => `${pointer} ${detail}`);
  };
  const exported = async (): Promise<string> => (await newsroom.get('/v1/subscribers/export')).text();

  it('are taken over with their consent, once, and asked where they did not confirm', async () => {
    const file = [
      'email;newsletters;state;language;timeZone;hour;consent;consentAt',
      'Ann@Reader.Example;morning;confirmed;de;Europe/Berlin;6;"Form of 2020; page 3";2020-05-01T10:00:00+02:00',
      'bob@reader.example;morning;unconfirmed;en;;;;',
      'eve@reader.example;morning;ended;;;;;',
    ].join('\r\n');
    const first = await upload(`\uFEFF${file}`);
    expect([first.status, await first.json()]).toEqual([200, { confirmed: 1, asked: 1, ended: 1, unchanged: 0 }]);
    const ann = await newsroom.app.get(SubscriberStore).findByEmail('ann@reader.example');
    expect(ann).toMatchObject({ language: 'de', timeZone: 'Europe/Berlin', hour: 6 });
    expect(ann?.subscriptions[0]).toMatchObject({
      state: 'confirmed',
      consent: { imported: { evidence: 'Form of 2020; page 3' }, signup: { at: '2020-05-01T10:00:00+02:00' } },
    });
    await eventually(async () => (await newsroom.mailsTo('bob@reader.example')).length === 1);
    expect(await newsroom.mailsTo('ann@reader.example')).toEqual([]);
    const again = await upload(file);
    expect(await again.json()).toMatchObject({ confirmed: 0, ended: 0, unchanged: 2 });
  });

  it('are taken over in their order, several lines to a person, and nobody is lost at the seams of a large file', async () => {
    await newsroom.newsletter('evening');
    const lines = Array.from({ length: 450 }, (_, n) => `many${n}@reader.example,morning,confirmed,form ${n}`);
    const file = [
      'email,newsletters,state,consent',
      ...lines,
      'Many7@reader.example,evening,ended,',
      'twice@reader.example,morning,confirmed,first form',
      'twice@reader.example,evening,confirmed,second form',
      'twice@reader.example,morning,ended,',
      'twice@reader.example,evening,unconfirmed,',
    ].join('\n');
    const counts = { confirmed: 452, asked: 0, ended: 1, unchanged: 2 };
    expect(await (await upload(file)).json()).toEqual(counts);
    const store = newsroom.app.get(SubscriberStore);
    for (const n of [0, 199, 200, 399, 400, 449]) {
      const found = await store.findByEmail(`many${n}@reader.example`);
      expect(found?.subscriptions).toMatchObject([{ newsletter: 'morning', consent: { wording: `form ${n}` } }]);
    }
    const states = async (email: string): Promise<string[] | undefined> =>
      (await store.findByEmail(email))?.subscriptions.map(({ newsletter, state }) => `${newsletter} ${state}`).sort();
    expect(await states('many7@reader.example')).toEqual(['evening ended', 'morning confirmed']);
    expect(await states('twice@reader.example')).toEqual(['evening confirmed', 'morning confirmed']);
    const again = { confirmed: 0, asked: 0, ended: 0, unchanged: 455 };
    expect(await (await upload(file)).json()).toEqual(again);
  });

  it('are refused whole, with line and field of every mistake', async () => {
    const file = [
      'email,newsletters,state,hour,timeZone,consent',
      'ann@reader.example,morning,confirmed,6,UTC,form',
      'no address,morning,confirmed,6,UTC,form',
      'bob@reader.example,,confirmed,25,Mars/Base,form',
      'eve@reader.example,morning,confirmed,6,UTC,',
      'short@reader.example,morning',
    ].join('\n');
    expect(await errorsOf(file)).toEqual([
      '/lines/3/email must be a mail address',
      '/lines/4/newsletters must name a newsletter',
      '/lines/4/timeZone must be a time zone such as "Europe/Berlin"',
      '/lines/4/hour must be an hour from 0 to 23',
      '/lines/5/consent is needed for a confirmed subscriber: the evidence',
      '/lines/6 has 2 fields instead of 6',
    ]);
  });

  it.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ['nothing', '', '/lines/1 the file is empty'],
    ['a column that is none', 'email,newsletters,colour\na@b.example,morning,red', '/lines/1/colour is no column'],
    ['no newsletters', 'email\na@b.example', '/lines/1/newsletters is missing'],
    ['an open quotation mark', 'email,newsletters\n"a@b.example,morning', '/lines/2 a quotation mark is never closed'],
    [
      'Latin-1',
      new Uint8Array([...Buffer.from('email,newsletters\nj\xfcrg@b.example,morning', 'latin1')]),
      '/lines the file is not UTF-8',
    ],
    [
      'UTF-16',
      new Uint8Array([0xff, 0xfe, ...Buffer.from('email,newsletters', 'utf16le')]),
      '/lines the file is not UTF-8',
    ],
  ])('are refused when the file holds %s', async (_what, file, error) => {
    expect((await errorsOf(file))[0]).toContain(error);
  });

  it('are refused as anything but CSV', async () => {
    expect((await upload('{}', 'application/json')).status).toBe(415);
  });

  it('are written as the file that an import takes, with nothing that a spreadsheet would compute', async () => {
    const evil = '=HYPERLINK("https://evil.example";"x")';
    const row = (cells: string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
    const lines = [
      'email,newsletters,state,consent,consentPage,consentWording',
      row(['ann@reader.example', 'morning', 'confirmed', evil, '+49 123', '@SUM(A1)']),
      row(['-bob@reader.example', 'morning', 'confirmed', 'Grüße, "Bob"', '/subscribe', 'two\nlines']),
    ];
    expect((await upload(lines.join('\n'))).status).toBe(200);
    const response = await newsroom.get('/v1/subscribers/export');
    expect(response.headers.get('content-type')).toContain('text/csv');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const text = await exported();
    expect(text).not.toMatch(/(^|[,\n])"?[=+@-]/);
    const [head, ...people] = [...readCsv(text)].map(({ fields }) => fields);
    const consents = people.map((fields) => fields[head?.indexOf('consent') ?? -1]);
    expect(consents.sort()).toEqual([evil, 'Grüße, "Bob"'].sort());
    const other = await TestNewsroom.start(server);
    try {
      await other.newsletter('morning');
      const taken = await other.app.fetch('/v1/subscribers/import', {
        ...{ method: 'POST', admin: true, body: text, headers: { 'content-type': 'text/csv' } },
      });
      expect(await taken.json()).toEqual({ confirmed: 2, asked: 0, ended: 0, unchanged: 0 });
      expect(await (await other.get('/v1/subscribers/export')).text().then(sorted)).toEqual(sorted(text));
    } finally {
      await other.stop();
    }
  });
});

const sorted = (text: string): string[] => text.split('\r\n').sort();
