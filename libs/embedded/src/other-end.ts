/** One end of a port, or a thread. */
export interface Port<Request, Reply> {
  postMessage(request: Request | 'end'): void;
  on(event: 'message', listener: (reply: Reply) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit' | 'close', listener: () => void): unknown;
}

/** What is done with what comes from the other end. */
export interface OtherEndListener<Reply> {
  replied(reply: Reply): void;
  /** It is gone, by an error or as it was asked; the next request opens another. */
  gone(cause: Error | undefined): void;
}

/** The other end of a port: opened when the first request is sent, and again after it died. */
export class OtherEnd<Request, Reply> {
  private port: Port<Request, Reply> | undefined;
  private ended: () => void = () => undefined;

  constructor(
    private readonly open: () => Port<Request, Reply>,
    private readonly listener: OtherEndListener<Reply>,
  ) {}

  send(request: Request): void {
    this.port ??= this.opened();
    this.port.postMessage(request);
  }

  /** Resolves when it has ended, all that it was sent before done. */
  async close(): Promise<void> {
    const { port } = this;
    if (port === undefined) return;
    await new Promise<void>((ended) => {
      this.ended = ended;
      port.postMessage('end');
    });
  }

  private opened(): Port<Request, Reply> {
    const port = this.open();
    let cause: Error | undefined;
    const gone = (): void => {
      if (this.port !== port) return;
      this.port = undefined;
      this.listener.gone(cause);
      this.ended();
    };
    port.on('message', (reply) => this.listener.replied(reply));
    port.on('error', (error) => {
      cause = error;
    });
    port.on('exit', gone);
    port.on('close', gone);
    return port;
  }
}
