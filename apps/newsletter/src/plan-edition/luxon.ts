import { createRequire } from 'node:module';

/**
 * The copy that BullMQ loads too. Imported as a module it would be a second one: its source alone, of which V8 keeps two bytes
 * for each letter, takes half a megabyte.
 */
const luxon = createRequire(import.meta.url)('luxon') as typeof import('luxon');

export const { DateTime, IANAZone } = luxon;
export type IANAZone = InstanceType<typeof IANAZone>;
