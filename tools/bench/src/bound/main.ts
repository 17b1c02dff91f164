import { once } from 'node:events';
import { cpuOfFamily } from '../cpu.js';
import { Records } from './records.js';
import { Rows } from './rows.js';
import type { Bound, BoundJob } from './bound.js';

/* A process of its own, in which nothing of ours has touched the clients: says when it has read, then waits for its turn. */

const { brokers, databaseUrl, schemas, postgres, tickets } = JSON.parse(process.argv[2]!) as BoundJob;
const records = await Records.of(brokers);
const rows = await Rows.of(databaseUrl, schemas);
process.send!('ready');
await once(process, 'message');
try {
  const spent = () => (process.cpuUsage().user + process.cpuUsage().system) / 1000 + cpuOfFamily(postgres);
  const before = spent();
  const began = performance.now();
  await Promise.all([records.carry(schemas.length), rows.write()]);
  const seconds = (performance.now() - began) / 1000;
  const cpuMsPerTicket = (spent() - before) / tickets;
  const bound: Bound = {
    records: records.count,
    rows: rows.count,
    seconds,
    ticketsPerSecond: tickets / seconds,
    cpuMsPerTicket,
  };
  process.send!(bound);
} finally {
  await rows.close();
}
process.disconnect();
