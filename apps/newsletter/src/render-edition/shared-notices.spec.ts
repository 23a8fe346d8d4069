import { SharedNotices } from './shared-notices.js';

const errors = { disclaimer: 'We correct errors.' };
const agency = { disclaimer: 'Agency copy.' };
const photos = { disclaimer: 'Photos are staged.' };
const none = {};
const empty = { disclaimer: '' };

describe('Disclaimers of an edition', () => {
  it('are said once, without a number, when every article has the same', () => {
    const notices = new SharedNotices([errors, errors]);
    expect(notices.texts).toEqual([errors.disclaimer]);
    expect(notices.ofAll).toBe(true);
    expect(notices.numberOf(errors)).toBeUndefined();
    expect(notices.ownOf(errors)).toBeUndefined();
  });

  it('are numbered when some articles have others or none', () => {
    const notices = new SharedNotices([photos, errors, agency, none, agency, errors]);
    expect(notices.texts).toEqual([errors.disclaimer, agency.disclaimer]);
    expect(notices.ofAll).toBe(false);
    expect([errors, agency, photos, none].map((article) => notices.numberOf(article))).toEqual([
      1,
      2,
      undefined,
      undefined,
    ]);
    expect([errors, agency, photos, none].map((article) => notices.ownOf(article))).toEqual([
      ...[undefined, undefined, photos.disclaimer, undefined],
    ]);
  });

  it('stay with the article when no other has it', () => {
    for (const articles of [[errors], [errors, agency], [errors, none], [errors, empty, empty]]) {
      const notices = new SharedNotices(articles);
      expect(notices.texts).toEqual([]);
      expect(notices.ownOf(errors)).toBe(errors.disclaimer);
      expect(notices.numberOf(errors)).toBeUndefined();
    }
  });

  it('are not of every article when one has none', () => {
    const notices = new SharedNotices([errors, errors, none]);
    expect(notices.ofAll).toBe(false);
    expect(notices.numberOf(errors)).toBe(1);
  });
});
