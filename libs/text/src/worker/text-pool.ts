import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { loadTask, type TextTasks } from './tasks.js';
import type { WorkOrder } from './text-worker.js';

/** `threads: 0` does the work in slices on the caller's thread; idle threads end after `idleSeconds`. */
export interface TextPoolOptions {
  readonly threads: number;
  readonly idleSeconds: number;
}

const ITEMS_PER_ORDER = 16;
const SLICE_MILLISECONDS = 5;

/**
 * Does text work without holding up the event loop: in threads that start on demand and end when idle, or in slices.
 * Results come in the order of the items; when one item fails the whole batch is rejected with its error.
 */
export class TextPool {
  private readonly threads: Piscina | undefined;

  constructor({ threads, idleSeconds }: TextPoolOptions) {
    this.threads = threads > 0 ? startThreads(threads, idleSeconds) : undefined;
  }

  async run<Name extends keyof TextTasks>(
    task: Name,
    items: readonly TextTasks[Name]['input'][],
  ): Promise<TextTasks[Name]['output'][]> {
    if (this.threads === undefined) return runInSlices(task, items);
    const threads = this.threads;
    const orders = Array.from({ length: Math.ceil(items.length / ITEMS_PER_ORDER) }, (_, index) => {
      const from = index * ITEMS_PER_ORDER;
      const order: WorkOrder<Name> = { task, items: items.slice(from, from + ITEMS_PER_ORDER) };
      const done: Promise<TextTasks[Name]['output'][]> = threads.run(order);
      return done;
    });
    return (await Promise.all(orders)).flat();
  }

  /** Waits for work in hand, then ends the threads. */
  async close(): Promise<void> {
    await this.threads?.close();
  }
}

function startThreads(threads: number, idleSeconds: number): Piscina {
  return new Piscina({
    filename: fileURLToPath(new URL('./text-worker.js', import.meta.url)),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleSeconds * 1_000,
    recordTiming: false,
  });
}

async function runInSlices<Name extends keyof TextTasks>(
  task: Name,
  items: readonly TextTasks[Name]['input'][],
): Promise<TextTasks[Name]['output'][]> {
  const run = await loadTask(task);
  const results: TextTasks[Name]['output'][] = [];
  let since = performance.now();
  for (const item of items) {
    if (performance.now() - since > SLICE_MILLISECONDS) {
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
    }
    results.push(run(item));
  }
  return results;
}
