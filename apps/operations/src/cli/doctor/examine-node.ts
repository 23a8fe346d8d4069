import type { Finding } from './finding.js';

const LEAST = [20, 19] as const;

/** Whether this Node can run Courant. */
export function examineNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1]);
  return enough
    ? { name: 'Node', state: 'ok', detail: version }
    : { name: 'Node', state: 'failed', detail: `${version}; Courant needs ${LEAST.join('.')} or newer` };
}
