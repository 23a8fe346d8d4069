import { loadTask, type TextTasks } from './tasks.js';

/** What the pool sends to a thread: a task and a part of its batch. */
export interface WorkOrder<Name extends keyof TextTasks> {
  readonly task: Name;
  readonly items: readonly TextTasks[Name]['input'][];
}

/** Entry of a thread: does one order whole; an error fails the order and not the thread. */
export default async function work<Name extends keyof TextTasks>(
  order: WorkOrder<Name>,
): Promise<TextTasks[Name]['output'][]> {
  const run = await loadTask(order.task);
  return order.items.map((item) => run(item));
}
