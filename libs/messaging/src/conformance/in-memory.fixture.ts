import { InMemoryBroker } from '../broker/in-memory/in-memory-broker.js';
import type { BrokerUnderTest } from './broker-under-test.fixture.js';

export async function openInMemory(): Promise<BrokerUnderTest> {
  const broker = new InMemoryBroker();
  return {
    // Nodes share the broker: none of them may close it for the others.
    connect: () => shared(broker),
    // A member in this process is never thought dead.
    signsBeyondPatience: 0,
    takeDown: async () => broker.goDown(),
    bringBack: async () => broker.comeBack(),
    deleteBefore: async (place, offset) => broker.deleteBefore(place, offset),
    close: () => broker.close(),
  };
}

function shared(broker: InMemoryBroker) {
  return {
    partitionCount: broker.partitionCount.bind(broker),
    createTopics: broker.createTopics.bind(broker),
    send: broker.send.bind(broker),
    consume: broker.consume.bind(broker),
    scan: broker.scan.bind(broker),
    bounds: broker.bounds.bind(broker),
    close: () => Promise.resolve(),
  };
}
