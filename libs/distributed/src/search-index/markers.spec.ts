import { MARK_END, MARK_START, markedIn, withoutMarkers } from './markers.js';

const marked = (text: string): string => text.replaceAll('[', MARK_START).replaceAll(']', MARK_END);

describe('Marked words', () => {
  it.each([
    ['the [storm] and the [surge]', ['storm', 'surge']],
    ['[Regierungs]krise', ['Regierungskrise']],
    ['Krebs[medikament] und mehr', ['Krebsmedikament']],
    ['[Bundes][tags]wahl', ['Bundestagswahl']],
    ['a [storm surge] came', ['storm', 'surge']],
    ['<b>[turnout]</b> falls', ['turnout']],
    ['nothing', []],
    ['', []],
  ])('of %s are %j', (text, words) => {
    expect(markedIn(marked(text))).toEqual(words);
  });

  it('are not made by texts, which lose such characters', () => {
    expect(withoutMarkers(marked('a [b] c'))).toBe('a b c');
  });
});
