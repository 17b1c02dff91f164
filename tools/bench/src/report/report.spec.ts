import { compared } from '../compare/compared.js';
import type { Soak } from '../legs/soak.js';
import type { OpenPath } from '../legs/open-path.js';
import { comparisonInWords } from './comparison-in-words.js';
import { boundInWords, costTable, latencyTable, machineInWords, processTable } from './open-path-in-words.js';
import { soakInWords } from './soak-in-words.js';

const spread = (p50: number, p99: number) => ({ count: 4000, p50, p90: (p50 + p99) / 2, p99, most: 2 * p99 });

const open: OpenPath = {
  tickets: 4000,
  rate: 160,
  seconds: 12.46,
  ticketsPerSecond: 321.03,
  cpuMsPerTicket: { intake: 1.05, postgres: 1.84, kafka: 0.35 },
  cpuMsPerTicketOurs: 2.89,
  cpuMsPerTicketLoad: 0.2,
  latencyMs: {
    receipt: spread(20, 60),
    workOrder: spread(41, 99.6),
    reportCell: spread(30, 80),
    clockArmed: spread(50, 120),
    message: null,
    last: spread(200, 400),
  },
  sentLateMs: spread(0.4, 3),
};

describe('what the bench prints', () => {
  it('has a column for each leg and a row for each process, Kafka and the load apart', () => {
    expect(
      costTable([
        ['all at once', open],
        ['closing path', { ...open, tickets: 1000 }],
      ]),
    ).toBe(
      [
        '|                                          | all at once | closing path |',
        '| ---------------------------------------- | ----------: | -----------: |',
        '| tickets                                  |        4000 |         1000 |',
        '| seconds                                  |        12.5 |         12.5 |',
        '| tickets a second                         |         321 |          321 |',
        '| CPU ms a ticket, services and PostgreSQL |        2.89 |         2.89 |',
        '| · intake                                 |        1.05 |         1.05 |',
        '| · postgres                               |        1.84 |         1.84 |',
        '| kafka, apart                             |        0.35 |         0.35 |',
        '| the load itself, apart                   |        0.20 |         0.20 |',
      ].join('\n'),
    );
  });

  it('shows for each stage how its latencies are spread, and a dash where nothing came', () => {
    const lines = latencyTable(open).split('\n');

    expect(lines).toContain('| work order in hand            |    4000 |  41 |  70 | 100 |  199 |');
    expect(lines).toContain('| SMS handed over, counted      |       0 |   - |   - |   - |    - |');
  });

  it('sets the bound beside it with each client: a share of its throughput, and its cost as a share of ours', () => {
    const bound = {
      records: 72_800,
      rows: 145_607,
      stock: { seconds: 4, ticketsPerSecond: 642, cpuMsPerTicket: 1.445 },
      codec: { seconds: 3, ticketsPerSecond: 963, cpuMsPerTicket: 0.723 },
    };

    const lines = boundInWords(open, bound).split('\n');

    expect(lines.map((line) => line.replaceAll(/ +/g, ' '))).toEqual(
      expect.arrayContaining([
        '| | open path | bare bound, stock client | share | bare bound, our record codec | share |',
        '| tickets a second | 321 | 642 | 50 % | 963 | 33 % |',
        '| CPU ms a ticket | 2.89 | 1.45 | 50 % | 0.72 | 25 % |',
      ]),
    );
    expect(lines.at(-1)).toContain('72800 records');
  });

  it('has what each process held, and how long it took to start where that was measured', () => {
    const peakMb = { intake: 140.4, postgres: 310 };
    const aloneSeconds = { intake: 2.44, routing: 2, 'sla-monitor': 2, notification: 2, reporting: 2 };

    expect(processTable(peakMb, null).split('\n')).toContain('| intake   |     140 |');
    const lines = processTable(peakMb, { aloneSeconds, allSeconds: 9.96 }).split('\n');
    expect(lines).toContain('| intake   |     140 |                        2.4 |');
    expect(lines).toContain('| postgres |     310 |                          - |');
    expect(lines.at(-1)).toBe('All services at once are ready after 10.0 s.');
  });

  it('names the machine, the commit and what else it had to do', () => {
    const machine = {
      at: '2026-11-26T23:05:09.123Z',
      commit: '599d301',
      cores: 2,
      processor: 'Xeon',
      memoryGb: 24,
      node: 'v24.21.0',
      loadBefore: 0.04,
    };

    expect(machineInWords(machine)).toContain(
      'Measured 2026-11-26 23:05 UTC at 599d301: 2 cores (Xeon), 24 GiB, Node 24.21.0, load 0.0 before.',
    );
  });
});

describe('what a soak prints', () => {
  const trend = { perMinute: 0.21, firstThird: 140, lastThird: 142, most: 151, flat: true };
  const soak: Soak = {
    measured: { ...open, tickets: 480_000, rate: 800 },
    minutes: [
      { minute: 1, submissions: 48_000, workOrderMs: spread(41, 99), reportCellMs: spread(30, 80), backlog: 96 },
    ],
    memoryMb: { intake: trend, routing: { ...trend, perMinute: 4.4, lastThird: 180, flat: false } },
    backlog: { ...trend, lastThird: 88, most: 130 },
    flat: false,
    sustained: true,
  };

  it('goes by minute and by process, and ends in a verdict', () => {
    const lines = soakInWords(soak).split('\n');

    expect(lines).toContain('| 1      |       48000 |             41 |  99 |              30 |  80 |           96 |');
    expect(lines).toContain('| intake  |         140 |        142 |  151 |    +0.21 |    flat |');
    expect(lines).toContain('| routing |         140 |        180 |  151 |    +4.40 |   grows |');
    expect(lines.at(-1)).toBe(
      'soak: 480000 tickets at 800 a second, kept up (at the end 88 waited, at most 130), memory grows',
    );
  });

  it('says where it did not keep up', () => {
    expect(soakInWords({ ...soak, flat: true, sustained: false })).toMatch(/did not keep up .* memory flat$/);
  });
});

describe('what a comparison prints', () => {
  it('has both medians, their ratio and how far the pairs lie apart', () => {
    const figures = [
      compared('CPU ms a ticket', [
        [4, 5],
        [4.5, 5],
        [4.1, 5],
      ]),
    ];

    const words = comparisonInWords({ with: '599d301 Measure', pairs: 3, rate: 160, figures });

    expect(words).toContain('| CPU ms a ticket | 4.10 |  5.00 |          0.82 | 0.80 to 0.90 |');
    expect(words).toContain('Compared with 599d301 Measure');
  });
});
