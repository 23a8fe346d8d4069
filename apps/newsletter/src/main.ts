import { bootstrap } from '#runtime/bootstrap.js';
import { NewsletterModule } from './newsletter.module.js';

await bootstrap(() => NewsletterModule, { service: 'newsletter' });
