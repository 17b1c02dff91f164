import {
  CaseConfirmed,
  CaseEscalated,
  CaseOpened,
  CaseRecounted,
  CASES,
  CaseWithdrawn,
  ComplaintRecorded,
  TicketAnswered,
  TicketClosed,
  TicketRegistered,
  topics,
} from '@cc/contracts';
import {
  aClosedTicket,
  anAnsweredTicket,
  aRecordedComplaint,
  aRegisteredTicket,
  hoursAfter,
  minutesAfter,
  startForTest,
  TUESDAY_MORNING,
  type ServiceUnderTest,
} from '@cc/testing';
import { Log } from '@cc/service-kit';
import { PassThrough } from 'node:stream';
import { SlaMonitorModule } from '../sla-monitor.module.js';
import { FollowCasesOnTick } from './on-tick.js';

/** The first start of a run migrates the database; the machine may be busy. */
const PATIENCE_MS = 60_000;

type Recorded = Parameters<typeof aRecordedComplaint>[0];

/** A Guangdong broadband outage that a centre of the group took in. */
const anUpgradedOne = (minute: number, over: Recorded = {}) =>
  aRecordedComplaint({
    channelLevel: 'group',
    sourceDivision: 'g1',
    receivedAt: minutesAfter(TUESDAY_MORNING, minute),
    ...over,
  });

describe('cases of many complaints', () => {
  let sla: ServiceUnderTest;
  let logged: PassThrough;
  beforeEach(async () => {
    logged = new PassThrough();
    const log = new Log('sla-monitor', 'error', logged);
    sla = await startForTest(SlaMonitorModule, { replace: [{ provide: Log, useValue: log }] });
  }, PATIENCE_MS);
  afterEach(() => sla.stop());

  const atTheCentre = { scope: { division: 'g1', unit: 'g1-desk' } };
  const record = async (complaints: ReturnType<typeof anUpgradedOne>[]) => {
    await sla.receives(ComplaintRecorded, complaints, { ...atTheCentre, times: 2 });
    await sla.tick(FollowCasesOnTick);
  };
  const finds = async (
    complaints: ReturnType<typeof anUpgradedOne>[],
    verification: 'true' | 'untrue',
    recordedAt = hoursAfter(TUESDAY_MORNING, 5),
  ) => {
    const answered = complaints.map(({ complaintId }) => anAnsweredTicket({ complaintId, verification, recordedAt }));
    await sla.receives(TicketAnswered, answered, { times: 2 });
    await sla.tick(FollowCasesOnTick);
  };
  const told = async () =>
    (await sla.sent()).filter(({ topic }) => topic === CASES).map(({ type }) => type.replace('.v1', ''));

  it('are opened once, for the province of the complaints, with the rule, the count and who they are', async () => {
    const wave = [0, 1, 2].map((minute) => anUpgradedOne(minute));

    await record(wave);
    await sla.tick(FollowCasesOnTick);

    const [opened, ...others] = await sla.published(CaseOpened);
    expect(others).toEqual([]);
    expect(opened).toMatchObject({
      area: { division: '44', category: ['network', 'broadband', 'outage'] },
      joined: wave.map(({ complaintId }) => complaintId),
      size: 3,
      why: { rule: 'mass-complaint', basis: 'telecom-group/monitoring' },
    });
    const fact = (await sla.sent()).find(({ topic }) => topic === CASES)!;
    expect(fact).toMatchObject({ key: opened!.caseId, division: '44', unit: null });
    const heard = (await sla.sent()).filter(({ topic }) => topic === topics.escalations);
    expect(heard).toMatchObject([{ key: opened!.caseId, data: { became: 'opened', size: 3 } }]);
  });

  it('count what was adopted of the past from its adoption on, and other tickets as they were recorded', async () => {
    const [first, second, third] = [anUpgradedOne(0), anUpgradedOne(1), anUpgradedOne(2)];
    const asTicket = ({ complaintId, receivedAt }: typeof first, adoptedBy?: { role: string; id: string }) =>
      aRegisteredTicket({
        complaintId,
        receivedAt,
        channelLevel: 'group',
        sourceDivision: 'g1',
        ...(adoptedBy && { adoptedBy, numberHash: 'hash' }),
      });
    const registers = async (...tickets: ReturnType<typeof asTicket>[]) => {
      await sla.receives(TicketRegistered, tickets, { ...atTheCentre, times: 2 });
      await sla.tick(FollowCasesOnTick);
    };

    await record([first, second]);
    await registers(asTicket(first), asTicket(second), asTicket(anUpgradedOne(3)));
    expect(await sla.published(CaseOpened)).toEqual([]);

    await registers(asTicket(third, { role: 'dispatcher', id: 'gz-07' }));

    expect(await sla.published(CaseOpened)).toMatchObject([
      { joined: [first, second, third].map(({ complaintId }) => complaintId), size: 3 },
    ]);
  });

  it('count what goes past the province, in one province and class, and nothing that others deal with', async () => {
    await record([
      anUpgradedOne(0),
      anUpgradedOne(1),
      anUpgradedOne(2, { channelLevel: 'province' }),
      anUpgradedOne(3, { faultRegion: '430100' }),
      anUpgradedOne(4, { category: ['billing'] }),
      anUpgradedOne(5, { outcome: 'handedOver' }),
      anUpgradedOne(6, { outcome: 'waiting' }),
    ]);
    expect(await told()).toEqual([]);

    await record([anUpgradedOne(7, { outcome: 'settled' })]);
    expect(await told()).toEqual(['case.opened']);
  });

  it('are confirmed when the check finds three true', async () => {
    const wave = [0, 1, 2, 3].map((minute) => anUpgradedOne(minute));
    await record(wave);

    await finds(wave.slice(0, 2), 'true');
    expect(await told()).toEqual(['case.opened']);
    await finds(wave.slice(2), 'true');

    expect(await told()).toEqual(['case.opened', 'case.confirmed']);
    expect(await sla.published(CaseConfirmed)).toMatchObject([{ size: 4, found: 4, confirmedFrom: 3 }]);
    const escalated = await sla.told(CaseEscalated);
    expect(escalated.map(({ became }) => became)).toEqual(['opened', 'confirmed']);
  });

  it('are withdrawn when the wave proves untrue, and are another when it gathers anew', async () => {
    const wave = [0, 1, 2, 3].map((minute) => anUpgradedOne(minute));
    await record(wave);

    await finds(wave.slice(0, 1), 'untrue');
    await finds(wave.slice(1), 'untrue');
    expect(await told()).toEqual(['case.opened', 'case.recounted', 'case.withdrawn']);
    await record([4, 5, 6].map((minute) => anUpgradedOne(minute)));

    expect(await told()).toEqual(['case.opened', 'case.recounted', 'case.withdrawn', 'case.opened']);
    const ids = (await sla.published(CaseOpened)).map(({ caseId }) => caseId);
    expect(new Set(ids).size).toBe(2);
  });

  it('lose who takes the complaint back', async () => {
    const wave = [0, 1, 2].map((minute) => anUpgradedOne(minute));
    await record(wave);

    const [{ complaintId }] = wave as [(typeof wave)[number]];
    await sla.receives(TicketClosed, aClosedTicket({ complaintId, closedAs: 'withdrawn' }), { times: 2 });
    await sla.tick(FollowCasesOnTick);

    expect(await sla.published(CaseWithdrawn)).toMatchObject([
      { left: expect.arrayContaining([{ complaintId, verified: null, withdrawn: true }]) as unknown },
    ]);
  });

  it('go by the latest finding, in whatever order findings come', async () => {
    const wave = [0, 1, 2].map((minute) => anUpgradedOne(minute));
    await record(wave);

    await finds(wave, 'true', hoursAfter(TUESDAY_MORNING, 9));
    await finds(wave, 'untrue', hoursAfter(TUESDAY_MORNING, 8));

    expect(await told()).toEqual(['case.opened', 'case.confirmed']);
  });

  it('are one case for one wave, however many look at it at once', async () => {
    const waves = [0, 10, 20, 30, 40].map((from) => [0, 1, 2, 3].map((minute) => anUpgradedOne(from + minute)));

    for (const wave of waves) {
      await sla.receives(ComplaintRecorded, wave, atTheCentre);
      await Promise.all(Array.from({ length: 4 }, () => sla.tick(FollowCasesOnTick)));
    }

    expect(await told()).toEqual(['case.opened', ...Array.from({ length: 4 }, () => 'case.recounted')]);
    const joined = [...(await sla.published(CaseOpened)), ...(await sla.published(CaseRecounted))].flatMap(
      (fact) => fact.joined,
    );
    expect(joined.sort()).toEqual(
      waves
        .flat()
        .map(({ complaintId }) => complaintId)
        .sort(),
    );
  });

  it('that cannot be decided hold up no others, and are tried again in a minute', async () => {
    const broken = [0, 1, 2].map((minute) => anUpgradedOne(minute));
    const others = [0, 1, 2].map((minute) => anUpgradedOne(minute, { faultRegion: '430100' }));
    await sla.receives(ComplaintRecorded, [...broken, ...others], atTheCentre);
    await sla.query(`update counted_complaints set rule = 'telecom-group/monitoring/forgotten' where division = '44'`);

    await sla.tick(FollowCasesOnTick);
    expect((await sla.published(CaseOpened)).map(({ area }) => area['division'])).toEqual(['43']);
    const [{ area }] = (await sla.query<{ area: string }>('select area from area_recounts')) as [{ area: string }];
    const line = JSON.parse(String(logged.read())) as object;
    expect(line).toMatchObject({ level: 'error', area, error: { message: expect.any(String) as unknown } });

    await sla.query(`update counted_complaints set rule = 'telecom-group/monitoring/mass-complaint'`);
    await sla.tick(FollowCasesOnTick);
    expect(await told()).toEqual(['case.opened']);
    sla.time.set(new Date(sla.time.now().getTime() + 60_000));
    await sla.tick(FollowCasesOnTick);
    expect((await sla.published(CaseOpened)).map(({ area }) => area['division'])).toEqual(['43', '44']);
  });

  it('leave nothing to be looked at', async () => {
    await record([0, 1, 2].map((minute) => anUpgradedOne(minute)));

    expect(await sla.query('select * from area_recounts')).toEqual([]);
  });
});
