import { afterEach, beforeEach } from '@jest/globals';

/** A port opened on a place of its own for one test. */
export interface OpenedPort<Port> {
  readonly port: Port;
  /** Closes it and opens it again on what it kept, as a restart does. */
  reopen(): Promise<Port>;
  close(): Promise<void>;
}

/** Opens the port before every test and closes it after; the answer gives the one of the test that runs. */
export function openedForEach<Opened extends OpenedPort<unknown>>(open: () => Promise<Opened>): () => Opened {
  let opened: Opened | undefined;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });
  return () => {
    if (opened === undefined) throw new Error('the port is open during a test alone');
    return opened;
  };
}
