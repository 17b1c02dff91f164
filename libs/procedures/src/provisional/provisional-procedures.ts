import type { Organisations } from '../organisation.js';
import { loadOrganisations } from '../organisations/load.js';
import type { Procedures } from '../procedures.js';
import { abnormal } from './abnormal.js';
import { assess, furtherContact } from './assess.js';
import { afterCallback, callbackOwed } from './callback.js';
import { clocks } from './clocks.js';
import { mayAct } from './life-cycle.js';
import { number } from './number.js';

/**
 * The answers for the telecom group, as small tables, until the rule engine gives them from data. Pure, as `Procedures`
 * promises; throws on an organisation or a procedure it does not know.
 */
export function provisionalProcedures(organisations: Organisations = loadOrganisations()): Procedures {
  return {
    assess(complaint) {
      organisations.of(complaint.organisation);
      return assess(complaint);
    },
    furtherContact(contact) {
      organisations.of(contact.organisation);
      return furtherContact(contact);
    },
    number: (organisation, receivedAt, sequence) => number(organisations, organisation, receivedAt, sequence),
    clocks,
    mayAct,
    callbackOwed,
    afterCallback,
    abnormal,
  };
}
