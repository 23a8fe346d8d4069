import type { Row, RowNotRun } from '../bench-row.js';

interface Engine {
  dispose(): Promise<void>;
}

/** Measures on an engine that is ended afterwards; where it cannot be had, the rows say so with the reason. */
export async function withEngine<Started extends Engine>(
  start: () => Promise<Started>,
  rows: ReadonlyArray<Pick<RowNotRun, 'name' | 'bound'>>,
  measure: (engine: Started) => Promise<Row[]>,
): Promise<Row[]> {
  let engine: Started;
  try {
    engine = await start();
  } catch (error) {
    const [reason = ''] = String(error).split('\n');
    return rows.map((row) => ({ ...row, notRun: `the engine could not be started: ${reason}` }));
  }
  try {
    return await measure(engine);
  } finally {
    await engine.dispose();
  }
}
