import { Injectable } from '@nestjs/common';

export type LifecycleState = 'starting' | 'running' | 'stopping';

/** Where the process stands between its start and its end. */
@Injectable()
export class Lifecycle {
  private current: LifecycleState = 'starting';
  private begin: () => void = () => undefined;
  private readonly begun = new Promise<void>((resolve) => {
    this.begin = resolve;
  });

  get state(): LifecycleState {
    return this.current;
  }

  /** Resolves when requests are answered and events are delivered. */
  whenRunning(): Promise<void> {
    return this.begun;
  }

  running(): void {
    this.current = 'running';
    this.begin();
  }

  stopping(): void {
    this.current = 'stopping';
  }
}
