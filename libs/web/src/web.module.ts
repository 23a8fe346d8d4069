import { Module } from '@nestjs/common';
import { AssetsController } from './assets.controller.js';

/** What every service with pages needs: the files they load. */
@Module({ controllers: [AssetsController] })
export class WebModule {}
