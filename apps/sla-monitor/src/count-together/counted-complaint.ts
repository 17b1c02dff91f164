import { deriveId, type ComplaintRecorded, type DataOf, type Scope } from '@cc/contracts';
import {
  isUpgraded,
  provinceOf,
  type Fields,
  type FieldValue,
  type Organisation,
  type Procedures,
} from '@cc/procedures';
import type { CountedComplaint } from '../counted-complaint.entity.js';

/** What a rule of cases may look at. What the facts say later of a complaint is added where it is read. */
export const KEPT_FIELDS: ReadonlySet<string> = new Set([
  'organisation',
  'division',
  'channel',
  'channelLevel',
  'upgraded',
  'category',
  'customerLevel',
  'settledOnTheSpot',
  'massFlag',
  'riskFlags',
  'businessNumber',
  'verified',
  'stage',
]);

/** The event of a complaint that windows may count from. */
export const KEPT_EVENT = 'ticket.registered';

/** What is looked at of a complaint to count it. */
export type ToCount = Scope & {
  data: Pick<
    DataOf<typeof ComplaintRecorded>,
    | 'complaintId'
    | 'outcome'
    | 'bases'
    | 'receivedAt'
    | 'sourceDivision'
    | 'homeRegion'
    | 'numberRegion'
    | 'faultRegion'
    | 'channel'
    | 'channelLevel'
    | 'category'
    | 'customerLevel'
    | 'massFlag'
    | 'riskFlags'
    | 'numberHash'
  >;
};

/** The complaint as each rule that may count it counts it; empty for most. What others deal with is not ours to count. */
export function countedComplaints(
  { organisation: id, data }: ToCount,
  organisation: Organisation,
  rules: Pick<Procedures, 'casePlaces'>,
): CountedComplaint[] {
  const { complaintId, outcome, bases, receivedAt } = data;
  if (outcome !== 'ticket' && outcome !== 'settled') return [];
  const fields = known({
    organisation: id,
    division: provinceOf(organisation, data.sourceDivision, data),
    channel: data.channel,
    channelLevel: data.channelLevel,
    upgraded: isUpgraded(data.channelLevel),
    category: data.category,
    customerLevel: data.customerLevel,
    settledOnTheSpot: outcome === 'settled',
    massFlag: data.massFlag,
    riskFlags: data.riskFlags,
    businessNumber: data.numberHash,
  });
  return rules.casePlaces(bases, fields).map(({ rule, basis, key }) => ({
    complaintId,
    rule,
    area: deriveId('area', id, rule, JSON.stringify(key)),
    basis,
    organisation: id,
    division: organisation.division(String(key['division']))?.id ?? headquartersOf(organisation),
    key,
    receivedAt,
    fields,
    verified: null,
    verifiedAt: null,
    withdrawnAt: null,
  }));
}

const headquartersOf = ({ divisions }: Organisation) => divisions.find(({ kind }) => kind === 'group')!.id;

/** As a rule reads it now. */
export const fieldsOf = ({ fields, verified, withdrawnAt }: CountedComplaint): Fields => ({
  ...fields,
  ...(verified !== null && { verified }),
  ...(withdrawnAt !== null && { stage: 'withdrawn' }),
});

function known(fields: Record<string, FieldValue | null>): Record<string, FieldValue> {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, FieldValue] => entry[1] !== null));
}
