import { jobQueueContract } from '#ports/testing/job-queue.contract.js';
import { RedisServer } from '../testing/redis-server.js';

const server = RedisServer.forAllTests();

describe('RedisJobQueue', () => jobQueueContract(() => server.open()));
