import { movableContract } from '#ports/testing/movable.contract.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { randomBytes } from 'node:crypto';
import { MongoServer } from '../../testing/mongo-server.js';
import { openMovables } from './open-movables.js';

const server = MongoServer.forAllTests();

describe('A database that is moved', () =>
  movableContract(async () => {
    const namespace = `move-${randomBytes(6).toString('hex')}`;
    const open = () => openMovables({ url: server.engine.url, namespace, clock: new TestClock() });
    const opened = {
      port: await open(),
      reopen: async () => {
        await opened.port.close();
        opened.port = await open();
        return opened.port;
      },
      close: () => opened.port.close(),
    };
    return opened;
  }));
