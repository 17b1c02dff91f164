import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { cpuOfFamily } from '../cpu.js';
import type { BoundJob, Taken } from './bound.js';

/* A process of its own: says when it has read what there is, then waits for its turn, warms up and carries it. */

const { client, brokers, databaseUrl, schemas, postgres, tickets } = JSON.parse(process.argv[2]!) as BoundJob;
// Takes the place of parts of kafkajs when it is loaded, and must come before it. Nothing else of ours is in use.
if (client === 'codec') await import('@cc/messaging');
const { Records } = await import('./records.js');
const { Rows } = await import('./rows.js');

const own = `bound_${client}`;
const records = await Records.of(brokers, own);
if (records.readBy !== client) throw new Error(`asked to carry with ${client}, and ${records.readBy} read the records`);
const rows = await Rows.of(databaseUrl, schemas, own);
process.send!('ready');
await once(process, 'message');

const carrier = await records.prepare(schemas.length);
await rows.warmUp();
collectGarbage();
const spent = () => (process.cpuUsage().user + process.cpuUsage().system) / 1000 + cpuOfFamily(postgres);
const before = spent();
const began = performance.now();
await Promise.all([carrier.carry(), rows.write()]);
const seconds = (performance.now() - began) / 1000;
const cpuMsPerTicket = (spent() - before) / tickets;
const taken: Taken = {
  records: records.count,
  rows: rows.count,
  carried: { seconds, ticketsPerSecond: tickets / seconds, cpuMsPerTicket },
};
await rows.mustHaveWrittenAll();
await Promise.all([carrier.close(), rows.close()]);
process.send!(taken);
process.disconnect();

/** What reading and warming up left behind is not collected within the time that counts. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
