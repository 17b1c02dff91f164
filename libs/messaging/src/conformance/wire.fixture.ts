import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The network between a node and its database: it can be cut, and it can freeze as when a process is stopped. */
export class Wire {
  private readonly pairs = new Set<[Socket, Socket]>();
  private isCut = false;
  private isFrozen = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async to(databaseUrl: string): Promise<Wire> {
    const target = new URL(databaseUrl);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(databaseUrl);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as AddressInfo).port);
    const wire = new Wire(server, url.href);
    server.on('connection', (near) => wire.join(near, connect(Number(target.port || 5432), target.hostname)));
    return wire;
  }

  /** All connections break, new ones are refused. */
  cut(): void {
    this.isCut = true;
    for (const [near, far] of this.pairs) {
      near.destroy();
      far.destroy();
    }
  }

  mend(): void {
    this.isCut = false;
  }

  /** Nothing gets through any more, but nobody notices. */
  freeze(): void {
    this.isFrozen = true;
    for (const [near, far] of this.pairs) {
      near.pause();
      far.pause();
    }
  }

  thaw(): void {
    this.isFrozen = false;
    for (const [near, far] of this.pairs) {
      near.resume();
      far.resume();
    }
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private join(near: Socket, far: Socket): void {
    const pair: [Socket, Socket] = [near, far];
    const part = () => {
      this.pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) socket.on('error', part).on('close', part);
    if (this.isCut) return part();
    this.pairs.add(pair);
    near.setNoDelay(true).on('data', (data) => far.write(data));
    far.setNoDelay(true).on('data', (data) => near.write(data));
    if (this.isFrozen) pair.forEach((socket) => socket.pause());
  }
}
