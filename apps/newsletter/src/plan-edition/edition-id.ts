import { EditionId, type NewsletterId } from '#contracts/ids.js';

/** `<newsletter>.<language>.<slot>`; a second edition of the same slot, for cohorts that came another way, counts on. */
export function editionId(newsletter: NewsletterId, language: string, slot: Date, number = 1): EditionId {
  const moment = slot
    .toISOString()
    .replace(/:(?=\d\d)/g, '')
    .replace(/(00)?\.000Z$/, 'Z');
  return EditionId.parse(`${newsletter}.${language}.${moment}${number === 1 ? '' : `.${number}`}`);
}
