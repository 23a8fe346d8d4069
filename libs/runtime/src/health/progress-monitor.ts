import { Injectable } from '@nestjs/common';

export interface ProgressState {
  readonly ok: boolean;
  /** True when something is away without which the service still does its work for those who ask. */
  readonly degraded?: boolean;
  /** One sentence for the person who looks: what moves or what does not. */
  readonly detail: string;
}

/** Something whose standing still makes the service not ready. */
export interface ProgressCheck {
  readonly name: string;
  check(): ProgressState | Promise<ProgressState>;
}

/** The checks that `/health/ready` asks. */
@Injectable()
export class ProgressMonitor {
  private readonly checks = new Map<string, ProgressCheck>();

  register(check: ProgressCheck): void {
    if (this.checks.has(check.name)) throw new Error(`two progress checks are named ${check.name}`);
    this.checks.set(check.name, check);
  }

  /** Every check's state; a check that throws has failed. */
  async look(): Promise<Array<ProgressState & { readonly name: string }>> {
    return Promise.all(
      [...this.checks.values()].map(async (check) => {
        try {
          return { name: check.name, ...(await check.check()) };
        } catch (error) {
          return { name: check.name, ok: false, detail: error instanceof Error ? error.message : String(error) };
        }
      }),
    );
  }
}
