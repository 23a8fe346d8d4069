import type { OpenAPIObject } from '@nestjs/swagger';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The committed OpenAPI document of all services together, as it holds at this address. */
export async function generatedDocument(publicUrl: string): Promise<OpenAPIObject> {
  const text = await readFile(join(packageFolder(), 'deploy', 'reference', 'openapi.json'), 'utf8');
  return { ...(JSON.parse(text) as OpenAPIObject), servers: [{ url: publicUrl }] };
}

/** The folder that holds package.json, whether this file runs from the sources or from dist. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
