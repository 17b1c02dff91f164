// Every pod opens a pool and sessions beside it: scaled out as far as it may, and one more of each service while versions
// change, all must fit.
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

/** What `connectBeside` opens in a process: the relay's session, and the one that listens for its wake-up. */
const BESIDE = 2;
/** Jobs, the exporter of metrics, replicas, and what PostgreSQL keeps for administrators. */
const OTHERS = 30;

const path = process.argv[2];
const all = parseAllDocuments(readFileSync(path, 'utf8')).map((document) => document.toJS());
const named = (kind, name) => all.find((one) => one.kind === kind && one.metadata.name === name);

const each = Number(named('ConfigMap', 'complaints-settings').data.DATABASE_CONNECTIONS) + BESIDE;
const room = Number(named('Cluster', 'postgres').spec.postgresql.parameters.max_connections);
const pods = all
  .filter(({ kind }) => kind === 'ScaledObject')
  .map(({ spec }) => {
    const { strategy } = named('Deployment', spec.scaleTargetRef.name).spec;
    return spec.maxReplicaCount + (strategy.rollingUpdate?.maxSurge ?? 0);
  })
  .reduce((one, other) => one + other, 0);
const asked = pods * each + OTHERS;
console.log(`${pods} pods of ${each} connections and ${OTHERS} others: ${asked} of ${room}`);
if (!(pods > 0 && asked <= room)) {
  console.error(`${path}: lower maxReplicaCount or DATABASE_CONNECTIONS, or raise max_connections of the cluster`);
  process.exitCode = 1;
}
