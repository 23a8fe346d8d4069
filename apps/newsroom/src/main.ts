import { bootstrap } from '#runtime/bootstrap.js';
import { demonstrate } from './demonstrate.js';
import { NewsroomModule } from './newsroom.module.js';

await bootstrap((config) => NewsroomModule.forServices(config.services), {
  started: ({ demo }) => {
    if (demo) demonstrate();
  },
});
