import { Injectable } from '@nestjs/common';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Config } from '../config/config.js';

/** Compares what is given with the admin token, in a time that tells nothing. */
@Injectable()
export class AdminToken {
  private readonly digest: Buffer;

  constructor(config: Config) {
    this.digest = digestOf(config.adminToken);
  }

  matches(given: string): boolean {
    return timingSafeEqual(digestOf(given), this.digest);
  }
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
