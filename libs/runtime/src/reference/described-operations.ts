import { MetadataScanner, type ModulesContainer } from '@nestjs/core';
import { AdminGuard } from '../http/admin.guard.js';
import { ROUTE_DESCRIPTION, type RouteDescription } from './describe.decorator.js';

const GUARDS = '__guards__';

/** What is known of one method of a controller beyond its parameters. */
export interface DescribedOperation {
  /** The service it belongs to. */
  readonly tag: string;
  readonly adminOnly: boolean;
  readonly description: RouteDescription | undefined;
}

/** Every method of every controller by `<controller>.<method>`, as the operation is called in the document. */
export function operationsOf(modules: ModulesContainer): ReadonlyMap<string, DescribedOperation> {
  const scanner = new MetadataScanner();
  const found = new Map<string, DescribedOperation>();
  for (const { name: moduleName, controllers } of modules.values()) {
    const tag = moduleName === 'RuntimeModule' ? 'Process' : moduleName.replace(/Module$/, '');
    for (const { metatype } of controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prototype: object = metatype.prototype;
      for (const name of scanner.getAllMethodNames(prototype)) {
        const method: unknown = Reflect.get(prototype, name);
        if (typeof method !== 'function') continue;
        found.set(`${metatype.name.replace(/Controller$/, '')}.${name}`, {
          tag,
          adminOnly: guardsOf(metatype).includes(AdminGuard) || guardsOf(method).includes(AdminGuard),
          description: Reflect.getMetadata(ROUTE_DESCRIPTION, method),
        });
      }
    }
  }
  return found;
}

function guardsOf(target: object): unknown[] {
  return Reflect.getMetadata(GUARDS, target) ?? [];
}
