import { parentPort, workerData } from 'node:worker_threads';
import { serveCommits } from './commit-server.js';

/** Entry of the thread that commits articles; its data is the path of the database. */
if (parentPort === null) throw new Error('this file is the entry of a thread');
serveCommits(parentPort, String(workerData));
