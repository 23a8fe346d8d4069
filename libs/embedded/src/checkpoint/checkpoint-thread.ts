import { parentPort, workerData } from 'node:worker_threads';
import { serveCheckpoints } from './checkpoint-server.js';

/** Entry of the thread that takes the write-ahead log over; its data is the path of the database. */
if (parentPort === null) throw new Error('this file is the entry of a thread');
serveCheckpoints(parentPort, String(workerData));
