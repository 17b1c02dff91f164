import type { ServiceName } from '@cc/contracts';
import type { Broker } from '../broker/broker.js';
import { Messaging, type Seams } from '../messaging.js';
import type { MessagingOptions } from '../messaging-options.js';
import { openDataSource } from './databases.fixture.js';
import { subscribe, type BeforeHandling } from './urges.fixture.js';
import { Wire } from './wire.fixture.js';

export interface NodeOptions extends Partial<MessagingOptions> {
  seams?: Seams;
  /** Wraps the broker to make it misbehave. */
  through?: (broker: Broker) => Broker;
  /** Called whenever the broker has taken note that this node's consumer lives. */
  heard?: () => void;
  /** Called before a handler does its work. */
  before?: BeforeHandling;
}

/** One running instance of a service. */
export class Node {
  /** Everything messaging wrote to its log. */
  readonly log: string[] = [];

  private constructor(
    readonly messaging: Messaging,
    readonly wire: Wire,
    private readonly close: () => Promise<unknown>,
  ) {}

  static async start(
    service: ServiceName,
    databaseUrl: string,
    broker: Broker,
    options: NodeOptions = {},
  ): Promise<Node> {
    const { seams, through = (sound) => sound, heard: _, before = () => undefined, ...tuning } = options;
    const wire = await Wire.to(databaseUrl);
    const dataSource = await openDataSource(wire.url);
    const own = through(broker);
    const note = (message: string) => void node.log.push(message);
    const messaging = new Messaging(
      {
        service,
        broker: own,
        edgeParties: { submissions: [], workActions: [] },
        attempts: 4,
        backoffMs: 20,
        lingerMs: 1,
        ...tuning,
      },
      dataSource,
      { log: note, warn: note, error: note },
      null,
      seams,
    );
    const node = new Node(messaging, wire, () => Promise.all([own.close(), dataSource.destroy()]));
    subscribe(messaging, service, before);
    messaging.start();
    await messaging.consumer.start();
    return node;
  }

  async stop(): Promise<void> {
    await this.messaging.stop();
    await this.close();
    this.wire.close();
  }

  /** Gone in the middle of whatever it does: nothing is finished, nothing is told. */
  kill(): void {
    this.wire.close();
    void this.messaging.stop().catch(() => undefined);
    void this.close().catch(() => undefined);
  }
}
