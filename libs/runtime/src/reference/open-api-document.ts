import { Problem } from '#contracts/problem.js';
import type { INestApplication } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { Config } from '../config/config.js';
import { SERVICES } from '../config/settings.js';
import { generatedDocument } from './generated-document.js';
import { jsonSchemaOf } from './json-schema.js';
import { operationsOf, type DescribedOperation } from './described-operations.js';
import { completed } from './open-api-operation.js';

/** Styles and scripts of pages are no part of the interface. */
const PAGE_PARTS = '/assets/';

const ABOUT =
  'From a signed webhook to search, related articles and newsletters, every step provable. Errors are problem documents (RFC 9457); for invalid input they name each field by a JSON Pointer.';

/**
 * The OpenAPI 3.1 document of the whole interface, made when it is first asked for: from the controllers where all services run
 * in this process, else from the one that was generated so, since a service alone knows only its own part.
 */
@Injectable()
export class OpenApiDocument {
  private app: INestApplication | undefined;
  private made: Promise<OpenAPIObject> | undefined;

  constructor(
    private readonly config: Config,
    private readonly modules: ModulesContainer,
  ) {}

  /** To be called once, when the application stands. */
  describe(app: INestApplication): void {
    this.app = app;
  }

  read(): Promise<OpenAPIObject> {
    this.made ??=
      this.config.services.length < SERVICES.length ? generatedDocument(this.config.publicUrl) : this.make();
    return this.made;
  }

  /** The library is loaded here and not at start: most processes are never asked. */
  private async make(): Promise<OpenAPIObject> {
    const { DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
    if (this.app === undefined) throw new Error('there is no application to describe');
    const settings = new DocumentBuilder()
      .setTitle('Courant')
      .setDescription(ABOUT)
      .setVersion('1')
      .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
      .setOpenAPIVersion('3.1.0')
      .addServer(this.config.publicUrl)
      .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The admin token.' }, 'adminToken')
      .build();
    const document = SwaggerModule.createDocument(this.app, settings, {
      operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
      standardSchemaConverter: (schema, { schemaType }) =>
        schema instanceof z.ZodType ? jsonSchemaOf(schema, schemaType) : undefined,
    });
    return complete(document, operationsOf(this.modules));
  }
}

/** Adds what the library cannot know: what is described, who may ask, and the problem that every address may answer with. */
function complete(document: OpenAPIObject, described: ReadonlyMap<string, DescribedOperation>): OpenAPIObject {
  const components: Record<string, object> = {
    ...document.components?.schemas,
    ...jsonSchemaOf(Problem, 'output').components,
  };
  const paths = Object.fromEntries(
    Object.entries(document.paths)
      .filter(([path]) => !path.startsWith(PAGE_PARTS))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([path, item]) => [path, completed(path, item, described, components)]),
  );
  const used = [...new Set(Object.values(paths).flatMap((item) => tagsOf(item)))].sort();
  const schemas = Object.fromEntries(Object.entries(components).sort(([one], [other]) => (one < other ? -1 : 1)));
  return { ...document, tags: used.map((name) => ({ name })), paths, components: { ...document.components, schemas } };
}

function tagsOf(item: OpenAPIObject['paths'][string]): string[] {
  return Object.values(item).flatMap((operation: { tags?: string[] }) => operation.tags ?? []);
}
