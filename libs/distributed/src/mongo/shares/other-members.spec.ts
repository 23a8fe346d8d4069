import { OtherMembers, SILENT_BEATS } from './other-members.js';

describe('What a process knows of the others', () => {
  let others: OtherMembers;
  beforeEach(() => {
    others = new OtherMembers();
  });
  const looks = (count: number, look: (turn: number) => void): void => {
    for (let turn = 0; turn < count; turn += 1) look(turn);
  };

  it('is that one lives as long as it beats between the looks, however seldom', () => {
    looks(10 * SILENT_BEATS, (turn) => {
      others.seen([{ giver: 'a', beats: Math.floor(turn / SILENT_BEATS) }]);
      expect(others.living).toEqual(['a']);
    });
    expect(others.gone).toEqual([]);
  });

  it('is that one is gone whom so many looks found where it was, and is there again when it beats', () => {
    const still = [{ giver: 'a', beats: 7 }];
    looks(SILENT_BEATS, () => {
      others.seen(still);
      expect(others.living).toEqual(['a']);
    });
    others.seen(still);
    expect([others.living, others.gone, others.silent.map(({ beats }) => beats)]).toEqual([[], ['a'], [7]]);
    others.seen([{ giver: 'a', beats: 1 }]);
    expect([others.living, others.gone]).toEqual([['a'], []]);
  });

  it('is that one is gone at once who left, and no more when it comes back', () => {
    others.seen([{ giver: 'a', beats: 1 }]);
    others.seen([], []);
    expect(others.gone).toEqual(['a']);
    others.seen([{ giver: 'a', beats: 1 }]);
    expect([others.living, others.gone]).toEqual([['a'], []]);
  });

  it('is that a writer who never was a member is gone when it is none the second time', () => {
    others.seen([], ['early', 'dead']);
    expect([others.gone, others.isUnsure]).toEqual([[], true]);
    others.seen([{ giver: 'early', beats: 1 }], ['early', 'dead']);
    expect([others.living, others.gone, others.isUnsure]).toEqual([['early'], ['dead'], false]);
  });

  it('forgets those who are gone when nothing of them waits', () => {
    others.seen([{ giver: 'a', beats: 1 }]);
    others.seen([]);
    others.seen([], ['a']);
    expect(others.gone).toEqual(['a']);
    others.seen([], []);
    expect([others.gone, others.isUnsure]).toEqual([[], false]);
  });
});
