import { SearchIndex } from '#ports/search-index.port.js';
import { BackgroundLoop } from '#runtime/lifecycle/background-loop.js';
import { Lifecycle } from '#runtime/lifecycle/lifecycle.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AskRebuild } from './ask-rebuild.js';

const AGAIN_AFTER_MS = 1_000;

/**
 * Has the index rebuilt when it answers by the rules of another release. Looks once after the start, and again only as long as
 * the index is away: if replicas of two releases went on looking, each would undo the other's rebuild.
 */
@Injectable()
export class RebuildOutdatedIndex implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: BackgroundLoop;

  constructor(
    private readonly index: SearchIndex,
    private readonly rebuilds: AskRebuild,
    private readonly lifecycle: Lifecycle,
    private readonly logger: Logger,
  ) {
    this.loop = new BackgroundLoop({
      pollMs: AGAIN_AFTER_MS,
      step: () => this.look(),
      failed: (error) => logger.warn({ err: error }, 'whether the search index is outdated cannot be told'),
    });
  }

  onApplicationBootstrap(): void {
    void this.lifecycle.whenRunning().then(() => this.loop.start());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  private async look(): Promise<number> {
    if (await this.index.needsRebuild()) {
      const { id } = await this.rebuilds.ask('outdated');
      this.logger.info({ rebuild: id }, 'the search index is outdated and will be rebuilt');
    }
    void this.loop.stop();
    return 0;
  }
}
