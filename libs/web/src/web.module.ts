import { ProblemPages } from '#contracts/problem-pages.js';
import { Global, Module } from '@nestjs/common';
import { AssetsController } from './assets.controller.js';
import { ReaderProblemPages } from './reader-problem-pages.js';

/** What every service with pages needs: the files they load, and pages in place of problem documents. */
@Global()
@Module({
  controllers: [AssetsController],
  providers: [{ provide: ProblemPages, useClass: ReaderProblemPages }],
  exports: [ProblemPages],
})
export class WebModule {}
