import type { ServiceName } from '#contracts/cloud-event.js';
import { Module, type DynamicModule, type Type } from '@nestjs/common';

/** Each service's module, loaded only where the service runs; a service adds its line here. */
const SERVICES: Readonly<Partial<Record<ServiceName, () => Promise<Type>>>> = {
  ingestion: async () => (await import('../../ingestion/src/ingestion.module.js')).IngestionModule,
  search: async () => (await import('../../search/src/search.module.js')).SearchModule,
  related: async () => (await import('../../related/src/related.module.js')).RelatedModule,
  newsletter: async () => (await import('../../newsletter/src/newsletter.module.js')).NewsletterModule,
  operations: async () => (await import('../../operations/src/operations.module.js')).OperationsModule,
};

/** The chosen services in one process. */
@Module({})
export class NewsroomModule {
  static async forServices(services: readonly ServiceName[]): Promise<DynamicModule> {
    const imports: Type[] = [];
    for (const service of services) {
      const loaded = await SERVICES[service]?.();
      if (loaded !== undefined) imports.push(loaded);
    }
    return { module: NewsroomModule, imports };
  }
}
