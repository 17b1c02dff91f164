import { Controller, Get, Param, Query } from '@nestjs/common';
import { ComplaintId } from '@cc/contracts';
import { UnitOfWork, type Transaction } from '@cc/messaging';
import { Allow, CurrentCaller, inScope, KeyedHash, zodBody, type Caller } from '@cc/service-kit';
import { DateTime } from 'luxon';
import type { Complaint } from '../complaint.entity.js';
import { businessNumber } from '../normalise/business-number.js';
import { ComplaintSecrets } from '../register-complaint/secrets.js';
import { selectComplaints } from '../register-complaint/select-complaints.js';
import { Rules } from '../rules.js';
import { cursorAfter, ListQuery, pageWhere, type Resolved } from './list-complaints.js';
import { notFound } from './not-found.js';
import { shownComplaint } from './shown-complaint.js';

/** 投诉登记: what is on record, within the caller's scope. Numbers are masked; see the disclosures for the whole. */
@Controller('complaints')
export class ShowComplaintsController {
  constructor(
    private readonly unitOfWork: UnitOfWork<'intake'>,
    private readonly secrets: ComplaintSecrets,
    private readonly keyedHash: KeyedHash,
    private readonly rules: Rules,
  ) {}

  @Get()
  @Allow({ roles: ['intake', 'handler', 'dispatcher', 'auditor', 'supervisor', 'viewer'], scope: 'division' })
  list(@Query(zodBody(ListQuery)) query: ListQuery, @CurrentCaller() caller: Caller) {
    return this.unitOfWork.run([], async ({ tx }) => {
      const { where, parameters } = pageWhere(caller, query, this.resolved(query, caller));
      const found = await selectComplaints(tx, where, parameters);
      const page = found.slice(0, query.limit);
      const last = page.at(-1);
      return {
        items: page.map((each) => this.shown(each)),
        next: found.length > page.length && last ? cursorAfter(last) : null,
      };
    });
  }

  @Get(':id')
  @Allow({ roles: ['intake', 'handler', 'dispatcher', 'auditor', 'supervisor', 'viewer'], scope: 'division' })
  show(@Param('id', zodBody(ComplaintId)) id: ComplaintId, @CurrentCaller() caller: Caller) {
    return this.unitOfWork.run([], async ({ tx }) => {
      const [complaint] = await selectComplaints(tx, 'c.id = $1::uuid', [id]);
      if (!complaint || !inScope(caller, complaint)) throw notFound(id);
      return { ...this.shown(complaint), requests: await requestsAbout(tx, id) };
    });
  }

  private shown(complaint: Complaint) {
    return shownComplaint(complaint, this.secrets.customerOf(complaint));
  }

  private resolved({ number, lastFour, from, to }: ListQuery, { organisation }: Caller): Resolved {
    const dayStart = (day: string) => DateTime.fromISO(day, { zone: this.rules.of(organisation).timeZone });
    return {
      numberHash: number === undefined ? null : this.keyedHash.of(businessNumber(number)),
      lastFourHash: lastFour === undefined ? null : this.keyedHash.lastFour(lastFour),
      from: from === undefined ? null : dayStart(from).toJSDate(),
      before: to === undefined ? null : dayStart(to).plus({ days: 1 }).toJSDate(),
    };
  }
}

function requestsAbout(tx: Transaction, id: ComplaintId) {
  return tx.query(
    `select request_id as "requestId", kind, result, became, requested_at as "requestedAt", answered_at as "answeredAt"
     from contact_requests where complaint_id = $1::uuid order by requested_at, request_id`,
    [id],
  );
}
