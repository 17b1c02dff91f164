// Prints deploy/alerts.yaml as the Prometheus operator takes it: k8s/alerts/prometheus-rule.yaml.
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';

const rule = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'complaints' },
  spec: parse(readFileSync('deploy/alerts.yaml', 'utf8')),
};
process.stdout.write(
  '# Written by .ci/deploy/prometheus-rule.mjs from deploy/alerts.yaml.\n' +
    stringify(rule, { lineWidth: 0, singleQuote: true }),
);
