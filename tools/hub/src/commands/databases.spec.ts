import { addressesIn } from './databases.js';

const right = Object.fromEntries(
  ['INTAKE', 'ROUTING', 'SLA_MONITOR', 'NOTIFICATION', 'REPORTING'].map((name) => [
    `${name}_DATABASE_URL`,
    `postgres://${name.toLowerCase()}:hunter2@db:5432/complaints`,
  ]),
);

describe('the addresses that databases are created from', () => {
  it('are those which the services read', () => {
    expect(addressesIn(right)).toMatchObject({
      intake: right['INTAKE_DATABASE_URL'],
      'sla-monitor': right['SLA_MONITOR_DATABASE_URL'],
    });
  });

  it('are refused with every problem at once, and no password is shown', () => {
    const wrong = {
      ...right,
      INTAKE_DATABASE_URL: undefined,
      ROUTING_DATABASE_URL: 'postgres://routing:hunter2@db:5432',
      REPORTING_DATABASE_URL: 'mysql://reporting:hunter2@db/complaints',
    };

    const shape = '(hidden) should read postgres://role:password@host:port/database';
    expect(() => addressesIn(wrong)).toThrow(
      new Error(`INTAKE_DATABASE_URL is not set; ROUTING_DATABASE_URL ${shape}; REPORTING_DATABASE_URL ${shape}`),
    );
  });
});
