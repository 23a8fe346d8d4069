import { Controller, Get } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Config } from '../config/config.js';
import { asyncApiDocument } from './async-api-document.js';
import { Describe } from './describe.decorator.js';
import { OpenApiDocument } from './open-api-document.js';

/** What an installation says of itself to machines. */
@Controller()
export class ReferenceController {
  constructor(
    private readonly openApi: OpenApiDocument,
    private readonly config: Config,
  ) {}

  @Get('openapi.json')
  @Describe('This document.', { 200: { description: 'OpenAPI 3.1', mediaType: 'application/json' } })
  addresses(): Promise<OpenAPIObject> {
    return this.openApi.read();
  }

  @Get('asyncapi.json')
  @Describe('The events that the services tell each other.', {
    200: { description: 'AsyncAPI 3', mediaType: 'application/json' },
  })
  events(): object {
    return asyncApiDocument(this.config.namespace);
  }
}
