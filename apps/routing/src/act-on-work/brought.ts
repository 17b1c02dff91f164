import { valueAt, type WorkAction } from '@cc/contracts';
import { FIELDS_OF_THE_ACT, type FieldType, type FieldValue, type TicketWords } from '@cc/procedures';
import type { Brought } from '../attempt.js';
import { GIVEN } from '../known.js';

/** Places in an action, by the word of the procedures for what stands there. */
export interface SaidByParts {
  fields?: Readonly<Record<string, string>>;
  documents?: Readonly<Record<string, string>>;
}

const WITH_REASON: SaidByParts = { fields: { reason: '/reasonCode' } };

/**
 * What the parts of an action are in the words of the procedures. Whatever else they require, an action brings as
 * `fields`, `documents` and `consents`.
 */
export const SAID_BY_PARTS: Readonly<Record<WorkAction['action'], SaidByParts>> = {
  accept: {},
  return: WITH_REASON,
  transfer: WITH_REASON,
  reply: {
    fields: { verified: '/slip/verification', result: '/slip/measures' },
    documents: { 'return-slip': '/slip' },
  },
  refuseReply: WITH_REASON,
  approveReply: {},
  pause: WITH_REASON,
  resume: {},
  requestExtension: WITH_REASON,
  grantExtension: WITH_REASON,
  refuseExtension: WITH_REASON,
  record: {},
  close: WITH_REASON,
};

/** What an action says, by its own parts and by what it brings beside them. */
export function broughtBy(action: WorkAction): Brought {
  const { fields = {}, documents = [], consents = [] } = action;
  const parts = SAID_BY_PARTS[action.action];
  const said = (places: Readonly<Record<string, string>> = {}) =>
    Object.entries(places).flatMap(([word, place]) => {
      const value = valueAt(action, place.split('/').slice(1));
      return value === undefined ? [] : [[word, value as FieldValue] as const];
    });
  return {
    fields: { ...fields, ...Object.fromEntries(said(parts.fields)) },
    documents: [...documents.map(({ kind }) => kind), ...said(parts.documents).map(([kind]) => kind)],
    consents: consents.map(({ role }) => role),
  };
}

/** What the ticket is known by from then on. Words that somebody wrote stay sealed. */
export const remembered = ({ fields }: Brought, words: TicketWords): Record<string, FieldValue> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => {
      const type = words.fields.get(field);
      if (!type || value === undefined || FIELDS_OF_THE_ACT.has(field)) return [];
      return [[field, isWritten(type) ? GIVEN : value]];
    }),
  );

const isWritten = (type: FieldType) =>
  type.type === 'text' || ((type.type === 'choice' || type.type === 'list') && type.values === 'any');
