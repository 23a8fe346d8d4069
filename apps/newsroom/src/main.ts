import { bootstrap } from '#runtime/bootstrap.js';
import { NewsroomModule } from './newsroom.module.js';

await bootstrap((config) => NewsroomModule.forServices(config.services));
