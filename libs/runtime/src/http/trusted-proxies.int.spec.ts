import { Controller, Get, Module, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { startApp } from '../testing/start-app.js';

@Controller('tests')
class AskerController {
  @Get('asker')
  asker(@Req() { ip }: FastifyRequest): unknown {
    return { ip };
  }
}

@Module({ controllers: [AskerController] })
class AskerModule {}

/** Who asked, as the program sees it, when this is what proxies said. */
async function askerOf(trusted: string, forwarded: string): Promise<string> {
  const app = await startApp(AskerModule, { dataDir: ':memory:', env: { COURANT_TRUSTED_PROXIES: trusted } });
  try {
    const response = await app.fetch('/tests/asker', { headers: { 'x-forwarded-for': forwarded } });
    return ((await response.json()) as { ip: string }).ip;
  } finally {
    await app.stop();
  }
}

describe('Who asked', () => {
  it('is whoever is at the other end of the connection, whatever he says, while no proxy is trusted', async () => {
    expect(await askerOf('', '203.0.113.9')).toBe('127.0.0.1');
    expect(await askerOf('10.0.0.0/8', '203.0.113.9')).toBe('127.0.0.1');
  });

  it('is what the first proxy saw that is not trusted itself, so that nobody can speak for another', async () => {
    expect(await askerOf('127.0.0.0/8,10.0.0.0/8', '198.51.100.1, 203.0.113.9, 10.1.2.3')).toBe('203.0.113.9');
  });
});
