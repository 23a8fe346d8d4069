import { anArticle, type ArticleBuilder } from '#ports/testing/article-builder.js';
import { RealServer } from '#smtp/testing/real-server.js';
import { TestNewsroom, type EditionShown } from '../testing/test-newsroom.js';

const ERRORS = 'We correct errors <openly>.';
const AGENCY = 'Agency copy.';
const disclaiming = (name: string, disclaimer: string): ArticleBuilder =>
  anArticle(name).in('en').titled(`Title of ${name}`).with({ trust: { disclaimer } });

describe('The disclaimers in an edition', () => {
  let server: RealServer;
  let newsroom: TestNewsroom;
  beforeAll(async () => {
    server = await RealServer.start();
    newsroom = await TestNewsroom.start(server);
    await newsroom.newsletter('morning');
    await newsroom.subscriber('ann@reader.example', 'morning', { language: 'en' });
    const sponsored = anArticle('paid')
      .in('en')
      .with({ type: 'sponsored', trust: { sponsor: 'Dyke Ltd' } });
    await newsroom.publish(
      disclaiming('one', ERRORS),
      disclaiming('two', ERRORS),
      disclaiming('wire', AGENCY),
      sponsored,
    );
  });
  afterAll(async () => {
    await newsroom.stop();
    await server.stop();
  });

  const forms = async (): Promise<string[]> => {
    const started = await newsroom.send('POST', '/v1/newsletters/morning/editions', {});
    const id = ((await started.json()) as { editions: EditionShown[] }).editions[0]?.id ?? '';
    await newsroom.finished(id);
    const mail = (await newsroom.mailsTo('ann@reader.example')).at(-1);
    const page = await (await newsroom.get(`/e/${id}`)).text();
    return [String(mail?.html), page, (mail?.text ?? '').replaceAll('<', '&lt;').replaceAll('>', '&gt;')];
  };
  const places = (text: string, words: string): number => text.split(words).length - 1;

  it('are said once where several articles share them, and each of these says which; payment stays with its article', async () => {
    for (const form of await forms()) {
      expect(places(form.replaceAll('&gt;', '>'), 'We correct errors &lt;openly>.')).toBe(1);
      expect(places(form, 'Note 1')).toBe(3);
      expect(form.indexOf('We correct errors')).toBeGreaterThan(form.lastIndexOf('Title of'));
      expect(places(form, 'Advertisement: Dyke Ltd')).toBe(1);
    }
  });

  it('stay at the article that alone has one', async () => {
    await newsroom.publish(
      ...['three', 'four'].map((name) => disclaiming(name, ERRORS)),
      disclaiming('wire again', AGENCY),
    );
    for (const form of await forms()) {
      expect(places(form, AGENCY)).toBe(1);
      expect(form.indexOf(AGENCY)).toBeLessThan(form.lastIndexOf('We correct errors'));
    }
  });
});
