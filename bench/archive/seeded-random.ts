/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of several. */
export function pickFrom<Value>(values: readonly Value[], random: () => number): Value {
  const picked = values[Math.floor(random() * values.length)];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}

/** All of them in any order. */
export function shuffled<Value>(values: readonly Value[], random: () => number): Value[] {
  const left = [...values];
  return values.map(() => {
    const value = pickFrom(left, random);
    left.splice(left.indexOf(value), 1);
    return value;
  });
}
