import { isUpgraded, testsOf, type Fields, type FieldValue, type LookBackRule } from '@cc/procedures';
import type { Complaint } from '../complaint.entity.js';

/** What rules over many complaints may look at. */
export type Counted = Pick<
  Complaint,
  | 'organisation'
  | 'province'
  | 'channel'
  | 'channelLevel'
  | 'category'
  | 'customerLevel'
  | 'outcome'
  | 'massFlag'
  | 'riskFlags'
  | 'numberHash'
  | 'customerHash'
  | 'householdHash'
  | 'verified'
>;

/** A field of the rules as the register keeps it; `sql` speaks of the table under the alias `c`. */
interface Kept {
  sql: string;
  kind: 'word' | 'words' | 'flag';
  of: (complaint: Counted) => FieldValue | null;
}

const word = (sql: string, of: Kept['of']): Kept => ({ sql, kind: 'word', of });
const words = (sql: string, of: Kept['of']): Kept => ({ sql, kind: 'words', of });
const flag = (sql: string, of: Kept['of']): Kept => ({ sql, kind: 'flag', of });
const CLASS = words('c.category', ({ category }) => category);

export const KEPT: Readonly<Record<string, Kept>> = {
  organisation: word('c.organisation', ({ organisation }) => organisation),
  // A centre of the group takes in complaints of every province: counted is where they come from.
  division: word('c.province', ({ province }) => province),
  channel: word('c.channel', ({ channel }) => channel),
  channelLevel: word('c.channel_level', ({ channelLevel }) => channelLevel),
  upgraded: flag(`c.channel_level <> 'province'`, ({ channelLevel }) => isUpgraded(channelLevel)),
  category: CLASS,
  // What a complaint is about is known by its class.
  problem: CLASS,
  matter: CLASS,
  customerLevel: word('c.customer_level', ({ customerLevel }) => customerLevel),
  settledOnTheSpot: flag(`c.outcome = 'settled'`, ({ outcome }) => outcome === 'settled'),
  massFlag: flag('c.mass_flag', ({ massFlag }) => massFlag),
  riskFlags: words('c.risk_flags', ({ riskFlags }) => riskFlags),
  businessNumber: word('c.number_hash', ({ numberHash }) => numberHash),
  customer: word('c.customer_hash', ({ customerHash }) => customerHash),
  household: word('c.household_hash', ({ householdHash }) => householdHash),
  verified: word('c.verified', ({ verified }) => verified),
};

/** When something happened to a complaint on record. Whose registration waited in a queue was received no later for it. */
export const KEPT_EVENTS: Readonly<
  Record<string, { sql: string; of: (complaint: Pick<Complaint, 'receivedAt' | 'closedAt'>) => Date | null }>
> = {
  'ticket.registered': { sql: 'c.received_at', of: ({ receivedAt }) => receivedAt },
  'ticket.closed': { sql: 'c.closed_at', of: ({ closedAt }) => closedAt },
};

/** The register's fields of a complaint; what it does not know of it is left out. */
export function countedFields(complaint: Counted, names: Iterable<string> = Object.keys(KEPT)): Fields {
  const fields: Record<string, FieldValue> = {};
  for (const name of names) {
    const value = KEPT[name]!.of(complaint);
    if (value !== null) fields[name] = value;
  }
  return fields;
}

/** What a rule asks of the register that it does not keep, in words; empty where it can be answered. */
export function unknownTo(rule: LookBackRule): string[] {
  const tests = rule.when.says ? [...testsOf(rule.when.says, [])] : [];
  const fields = [...rule.key, ...(rule.distinct ? [rule.distinct] : []), ...tests.map(({ field }) => field)];
  const unknown = [...new Set(fields)].filter((field) => !(field in KEPT)).map((field) => `the field ${field}`);
  return rule.from in KEPT_EVENTS ? unknown : [...unknown, `when ${rule.from} happened`];
}
