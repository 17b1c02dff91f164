// Names that one file takes from another: each must really be there.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const read = (path) => readFileSync(path, 'utf8');
/** Every name in an expression that has an underscore, as all of ours have; a label in braces or after `by` is none. */
const metricsIn = (expression) =>
  expression
    .replace(/\{[^}]*\}|\bby *\([^)]*\)/g, '')
    .match(/\b[a-z]+(?:_[a-z]+)+\b(?! *\()/g)
    ?.filter((name) => !['histogram_quantile', 'label_replace'].includes(name)) ?? [];
const codeIn = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
const problems = [];

// Variables of the compose file stand in .env.example.
const offered = new Set([...read('.env.example').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name));
const asked = new Set([...read('docker-compose.yml').matchAll(/(?<!\$)\$\{([A-Z_]+)/g)].map(([, name]) => name));
for (const name of asked) if (!offered.has(name)) problems.push(`docker-compose.yml: ${name} is not in .env.example`);
for (const name of offered)
  if (!asked.has(name)) problems.push(`.env.example: docker-compose.yml does not use ${name}`);

// Metrics of dashboard and alerts are made in the code.
const made = new Map();
const sources = execFileSync('grep', [
  '-rlE',
  'create(Observable)?(Counter|Gauge|Histogram)',
  'apps',
  'libs',
  '--include=*.ts',
]);
for (const file of sources
  .toString()
  .trim()
  .split('\n')
  .filter((name) => !/\.spec\.ts$|\/dist\//.test(name))) {
  for (const [, kind, name] of read(file).matchAll(/create(?:Observable)?(Counter|Gauge|Histogram)\('([a-z_]+)'/g)) {
    made.set(name, kind);
  }
}
const exposed = new Set(
  [...made].flatMap(([name, kind]) => {
    if (kind === 'Counter') return [`${name}_total`];
    return kind === 'Histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
  }),
);
const dashboard = JSON.parse(read('deploy/grafana/dashboards/journey.json'));
const expressions = [
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [`dashboard "${title}"`, expr])),
  ...parse(read('deploy/alerts.yaml')).groups.flatMap(({ rules }) =>
    rules.map(({ alert, expr }) => [`alert ${alert}`, expr]),
  ),
];
for (const [where, expression] of expressions) {
  for (const name of metricsIn(expression))
    if (!exposed.has(name)) problems.push(`${where}: no service measures ${name}`);
}

// A counter's first event makes its series, of which `increase` sees nothing: an alert must look at new series as well.
const rules = parse(read('deploy/alerts.yaml')).groups.flatMap((group) => group.rules);
for (const { alert, expr } of rules) {
  for (const [, counter, window] of expr.matchAll(/\b(?:increase|rate)\((\w+)(?:\{[^}]*\})?\[(\w+)\]\)/g)) {
    const first = `(${counter} unless ${counter} offset ${window}) > 0`;
    if (!expr.includes(first))
      problems.push(`alert ${alert}: misses the first event of ${counter}; add: or (${first})`);
  }
}

// The runbook names every metric, with the alerts that look at it; and every alert looks at one that it names so.
const alerts = new Map(
  parse(read('deploy/alerts.yaml')).groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => [alert, expr])),
);
const documented = read('docs/runbook.md')
  .split('\n## ')
  .find((section) => section.startsWith('What a service measures'))
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, names, , by]) => ({ metrics: codeIn(names), alerts: codeIn(by) }));
for (const { metrics, alerts: by } of documented) {
  for (const name of metrics) if (!made.has(name)) problems.push(`docs/runbook.md: no service measures ${name}`);
  for (const alert of by) {
    if (!alerts.has(alert)) problems.push(`docs/runbook.md: deploy/alerts.yaml has no ${alert}`);
    else if (!metricsIn(alerts.get(alert)).some((exposes) => metrics.some((name) => exposes.startsWith(name))))
      problems.push(`docs/runbook.md: ${alert} does not look at ${metrics.join(', ')}`);
  }
}
const named = new Set(documented.flatMap(({ metrics }) => metrics));
for (const name of made.keys()) if (!named.has(name)) problems.push(`docs/runbook.md: ${name} is not in the table`);
const told = new Set(documented.flatMap(({ alerts: by }) => by));
for (const [alert, expr] of alerts) {
  if (metricsIn(expr).length > 0 && !told.has(alert))
    problems.push(`docs/runbook.md: no metric of the table has the alert ${alert}`);
}

// Kubernetes and compose run every service that the flow names, on addresses that its configuration reads.
const services = Object.keys((await import('@cc/contracts')).flow);
const compose = parse(read('docker-compose.yml'), { merge: true }).services;
for (const [name, { depends_on: needed = {} }] of Object.entries(compose)) {
  for (const other of Object.keys(needed)) {
    if (!(other in compose)) problems.push(`docker-compose.yml: ${name} depends on ${other}, which is not there`);
  }
}
for (const service of services) {
  if (!(service in compose)) problems.push(`docker-compose.yml: there is no ${service}`);
  if (!read('k8s/base/kustomization.yaml').includes(`services/${service}.yaml`))
    problems.push(`k8s/base/kustomization.yaml: there is no ${service}`);
}

// The ingress serves what people and other systems use, and none of the operator's routes.
const printed = read('docs/routes.md')
  .split('\n## ')
  .map((section) => ({
    service: section.split('\n')[0],
    paths: [...section.matchAll(/^\| [A-Z]+ +\| `([^`]+)`/gm)].map(([, path]) => path),
  }))
  .filter(({ service }) => services.includes(service));
const ingress = parse(read('k8s/base/ingress.yaml')).spec.rules.flatMap(({ http }) => http.paths);
const serves = ({ path, pathType }, route) =>
  path === route || (pathType === 'Prefix' && route.startsWith(`${path.replace(/\/$/, '')}/`));
for (const { service, paths } of printed) {
  const open = ingress.filter(({ backend }) => backend.service.name === service);
  for (const route of paths) {
    const isServed = open.some((one) => serves(one, route));
    const isOperators = /^\/operator(\/|$)/.test(route);
    if (!isServed && !isOperators) problems.push(`k8s/base/ingress.yaml: ${route} of ${service} is not served; add it`);
    if (isServed && isOperators) problems.push(`k8s/base/ingress.yaml: ${route} of ${service} is served; take it out`);
  }
}
const routes = printed.flatMap(({ paths }) => paths);
if (printed.length !== services.length) problems.push('docs/routes.md: a service of the flow has no section of routes');

for (const problem of problems) console.error(problem);
console.log(
  `${asked.size} variables, ${expressions.length} expressions, ${services.length} services, ${routes.length} routes looked up`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
