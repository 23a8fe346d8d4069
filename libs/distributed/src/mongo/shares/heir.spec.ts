import { heirOf } from './heir.js';

describe('heirOf', () => {
  const members = Array.from({ length: 4 }, (_, index) => `member ${index}`);
  const gone = Array.from({ length: 400 }, (_, index) => `gone ${index}`);

  it('names the same member to all of them, in whatever order they know each other', () => {
    for (const one of gone) expect(heirOf(one, [...members].reverse())).toBe(heirOf(one, members));
  });

  it('spreads those who are gone over the members', () => {
    for (const member of members) {
      expect(gone.filter((one) => heirOf(one, members) === member).length).toBeGreaterThan(50);
    }
  });

  it('leaves the others what they have when a member goes', () => {
    const left = members.slice(1);
    const others = gone.filter((one) => heirOf(one, members) !== members[0]);
    for (const one of others) expect(heirOf(one, left)).toBe(heirOf(one, members));
  });

  it('names nobody where nobody is', () => {
    expect(heirOf('gone', [])).toBeUndefined();
  });
});
