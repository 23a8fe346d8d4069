import type { Dice } from '../world/dice.js';
import { HOSTILE_VALUES } from './hostile-values.js';

/** A copy of a JSON value with one of its parts replaced, removed, doubled or renamed. */
export function withChangedPart(value: unknown, dice: Dice): unknown {
  if (typeof value !== 'object' || value === null || dice.below(4) === 0) return dice.pick(HOSTILE_VALUES);
  if (Array.isArray(value)) {
    const index = dice.below(value.length + 1);
    return [...value.slice(0, index), withChangedPart(value[index], dice), ...value.slice(index + dice.below(2))];
  }
  const entries = Object.entries(value);
  const index = dice.below(entries.length + 1);
  const [key, part] = entries[index] ?? [dice.pick(['x', '', 'a/b', '~', 'toString', 'id', 'sections']), undefined];
  const name = dice.below(8) === 0 ? dice.pick(['__proto__', 'constructor', key.toUpperCase(), `${key} `]) : key;
  const changed = entries.filter((_, place) => place !== index);
  if (dice.below(6) > 0) changed.push([name, withChangedPart(part, dice)]);
  return Object.fromEntries(changed);
}

/** A copy of bytes with some of them flipped, cut out, doubled or made up. */
export function withChangedBytes(bytes: Uint8Array, dice: Dice): Uint8Array<ArrayBuffer> {
  const changed = Array.from(bytes);
  for (let turn = dice.below(6); turn >= 0; turn -= 1) {
    const at = dice.below(changed.length);
    const kind = dice.below(5);
    if (kind === 0) changed.splice(at, 1 + dice.below(20));
    else if (kind === 1) changed.splice(at, 0, ...changed.slice(at, at + dice.below(30)));
    else if (kind === 2) changed[at] = dice.below(256);
    else if (kind === 3)
      changed.splice(at, 0, ...Buffer.from(dice.pick(['{', ']', '"', '\\', '\\u', ',', ':', '1e999', '\0'])));
    else changed.length = Math.max(1, at);
  }
  return Uint8Array.from(changed);
}
