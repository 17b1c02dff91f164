import type { ComplaintId } from '@cc/contracts';
import type { Complaint } from '../complaint.entity.js';
import { KnownComplaints } from './known-complaints.js';

const BY_NUMBER = { number: 'TS20261124000001', complaintId: null, sourceId: null, item: 0 };

/** A ticket on the number `h`; each is one minute newer than the one before. */
let made = 0;
function aTicket(over: Partial<Complaint> = {}): Complaint {
  made += 1;
  return {
    id: `c-${made}` as ComplaintId,
    number: '',
    organisation: 'telecom-group',
    submissionId: `s-${made}`,
    item: 0,
    outcome: 'ticket',
    closedAt: null,
    linkedTo: null,
    numberHash: 'h',
    recordedAt: new Date(Date.UTC(2026, 10, 24) + made * 60_000),
    ...over,
  } as Complaint;
}

function known(...complaints: Complaint[]): KnownComplaints {
  const all = new KnownComplaints();
  for (const complaint of complaints) all.add(complaint);
  return all;
}

describe('the complaints that a batch knows', () => {
  it('are found by number and by business number in their own organisation only', () => {
    const { number } = BY_NUMBER;
    const [ours, theirs] = [aTicket({ number }), aTicket({ number, organisation: 'other-group' })];
    const complaints = known(ours, theirs);

    expect(complaints.named('telecom-group', 'cc-44', BY_NUMBER)).toBe(ours);
    expect(complaints.named('other-group', 'cc-1', BY_NUMBER)).toBe(theirs);
    expect(complaints.openOnNumber('telecom-group', 'h', 's')).toEqual([ours]);
    expect(complaints.openOnNumber('other-group', 'h', 's')).toEqual([theirs]);
  });

  it('give the open ones on a number, the newest first, without those of the same contact, however many ended after it', () => {
    const [older, open] = [aTicket(), aTicket()];
    const ended = Array.from({ length: 30 }, () => aTicket({ closedAt: new Date() }));
    const handedOver = aTicket({ outcome: 'handedOver' });
    const sameContact = Array.from({ length: 20 }, () => aTicket({ submissionId: 's' }));

    const complaints = known(older, open, ...ended, handedOver, ...sameContact);
    expect(complaints.openOnNumber('telecom-group', 'h', 's')).toEqual([open, older]);
  });

  it('lead from one whose work has ended to the open one it goes on in', () => {
    const { number } = BY_NUMBER;
    const closedAt = new Date(Date.UTC(2026, 10, 24));
    const ended = aTicket({ number, closedAt, recordedAt: closedAt });
    const linked = aTicket({ linkedTo: ended.id });

    expect(known(ended).named('telecom-group', 'cc-44', BY_NUMBER)).toBe(ended);
    expect(known(ended, linked).named('telecom-group', 'cc-44', BY_NUMBER)).toBe(linked);
  });

  it('do not lead to what came while it was open, which is another matter or an appeal', () => {
    const { number } = BY_NUMBER;
    const closedAt = new Date(Date.UTC(2026, 10, 30));
    const ended = aTicket({ number, closedAt });
    const beside = aTicket({ linkedTo: ended.id });
    const after = aTicket({ linkedTo: ended.id, recordedAt: closedAt });

    expect(known(ended, beside).named('telecom-group', 'cc-44', BY_NUMBER)).toBe(ended);
    expect(known(ended, beside, after).named('telecom-group', 'cc-44', BY_NUMBER)).toBe(after);
  });

  it('have beside one of them the open ones linked to it or on its number, in its organisation, the newest first', () => {
    const named = aTicket();
    const onNumber = aTicket();
    const linked = aTicket({ linkedTo: named.id, numberHash: null });
    const linkedOnNumber = aTicket({ linkedTo: named.id, submissionId: 's' });
    const others = [
      aTicket({ linkedTo: named.id, closedAt: new Date() }),
      aTicket({ numberHash: 'i' }),
      aTicket({ organisation: 'other-group' }),
      aTicket({ organisation: 'other-group', linkedTo: named.id }),
    ];

    const complaints = known(named, onNumber, linked, linkedOnNumber, ...others);

    expect(complaints.openBeside(named, null)).toEqual([linkedOnNumber, linked, onNumber]);
    expect(complaints.openBeside(named, 's')).toEqual([linked, onNumber]);
  });

  it('may get a request only while they are open', () => {
    const [open, ended] = [aTicket(), aTicket({ closedAt: new Date() })];

    expect(known(open, ended).targets()).toEqual(new Set([open.id]));
  });
});
