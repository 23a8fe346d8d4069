import type { ServiceName } from '#contracts/cloud-event.js';
import { Module, type DynamicModule, type Type } from '@nestjs/common';

/** Each service's module, loaded only where the service runs; a service adds its line here. */
const SERVICES: Readonly<Partial<Record<ServiceName, () => Promise<Type>>>> = {
  ingestion: async () => (await import('../../ingestion/src/ingestion.module.js')).IngestionModule,
  search: async () => (await import('../../search/src/search.module.js')).SearchModule,
};

/** The chosen services in one process. */
@Module({})
export class NewsroomModule {
  static async forServices(services: readonly ServiceName[]): Promise<DynamicModule> {
    const imports = await Promise.all(services.flatMap((service) => SERVICES[service]?.() ?? []));
    return { module: NewsroomModule, imports };
  }
}
