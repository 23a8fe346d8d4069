import { afterAll, beforeAll } from '@jest/globals';
import type { Newsroom } from './newsroom.js';
import { SmtpSink } from './smtp-sink.js';
import { START_WITHIN_MS, type Topology } from './topologies.js';
import { World } from './world.js';

/** A newsroom with a mail server, for all tests of one `describe`. */
export interface Scene {
  readonly sink: SmtpSink;
  readonly newsroom: Newsroom;
  readonly world: World;
}

/** Starts both before the first test and ends them after the last; answers how a test gets at them. */
export function sceneOf({ start }: Topology): () => Scene {
  let scene: Scene | undefined;
  beforeAll(async () => {
    const sink = await SmtpSink.start();
    const newsroom = await start({ smtpUrl: sink.url });
    scene = { sink, newsroom, world: new World(newsroom) };
  }, START_WITHIN_MS);
  afterAll(async () => {
    await scene?.newsroom.dispose();
    await scene?.sink.stop();
  });
  return () => {
    if (scene === undefined) throw new Error('the newsroom runs during tests alone');
    return scene;
  };
}
