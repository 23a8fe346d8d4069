import type { SourceId } from '#contracts/ids.js';
import { ProblemError } from '#contracts/problem.js';
import { Clock } from '#ports/clock.port.js';
import { MOST_SECRETS, SourceStore, type Source, type SourceSecret } from '#ports/source-store.port.js';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { NewSource, SourceChange } from './source.dto.js';

const SECRET_BYTES = 32;

/** Makes and changes sources and their secrets. */
@Injectable()
export class ManageSources {
  constructor(
    private readonly store: SourceStore,
    private readonly clock: Clock,
  ) {}

  /** 409 when the id is taken. */
  async create({ language, rateLimit, ...source }: NewSource): Promise<{ source: Source; secret: string }> {
    const secret = this.newSecret();
    const made: Source = {
      ...source,
      ...(language === undefined ? {} : { language }),
      ...(rateLimit === undefined ? {} : { rateLimit }),
      createdAt: this.clock.now().toISOString(),
      secrets: [secret],
    };
    if (!(await this.store.create(made))) throw new ProblemError(409, `There is a source ${source.id} already.`);
    return { source: made, secret: secret.secret };
  }

  async find(id: SourceId): Promise<Source> {
    return (await this.store.find(id)) ?? missing(id);
  }

  async change(id: SourceId, change: SourceChange): Promise<Source> {
    return (await this.store.change(id, (source) => changed(source, change))) ?? missing(id);
  }

  async remove(id: SourceId): Promise<void> {
    if (!(await this.store.remove(id))) missing(id);
  }

  /** 409 when two live already. */
  async addSecret(id: SourceId): Promise<SourceSecret> {
    const secret = this.newSecret();
    const edit = (source: Source): Source => {
      if (source.secrets.length < MOST_SECRETS) return { ...source, secrets: [...source.secrets, secret] };
      throw new ProblemError(409, `${id} has ${MOST_SECRETS} live secrets; remove one first.`);
    };
    if ((await this.store.change(id, edit)) === undefined) missing(id);
    return secret;
  }

  /** 409 for the last one: a source without a secret could send nothing. */
  async removeSecret(id: SourceId, secretId: string): Promise<void> {
    const edit = (source: Source): Source => {
      const secrets = source.secrets.filter((secret) => secret.id !== secretId);
      if (secrets.length === source.secrets.length) throw new ProblemError(404, `${id} has no secret ${secretId}.`);
      if (secrets.length === 0) throw new ProblemError(409, `It is the last secret of ${id}; add another first.`);
      return { ...source, secrets };
    };
    if ((await this.store.change(id, edit)) === undefined) missing(id);
  }

  private newSecret(): SourceSecret {
    return {
      id: `sec_${randomBytes(8).toString('hex')}`,
      secret: `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`,
      createdAt: this.clock.now().toISOString(),
    };
  }
}

function missing(id: string): never {
  throw new ProblemError(404, `There is no source ${id}.`);
}

function changed(source: Source, { name, format, language, rateLimit }: SourceChange): Source {
  const { language: oldLanguage, rateLimit: oldLimit, ...rest } = source;
  const newLanguage = language === undefined ? oldLanguage : (language ?? undefined);
  const newLimit = rateLimit === undefined ? oldLimit : (rateLimit ?? undefined);
  return {
    ...rest,
    ...(name === undefined ? {} : { name }),
    ...(format === undefined ? {} : { format }),
    ...(newLanguage === undefined ? {} : { language: newLanguage }),
    ...(newLimit === undefined ? {} : { rateLimit: newLimit }),
  };
}
