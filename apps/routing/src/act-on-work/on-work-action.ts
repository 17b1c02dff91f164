import { parseWorkAction, WorkActionAnswered, type DataOf, type ParsedWorkAction } from '@cc/contracts';
import { Receives, type Cause, type EdgeContext, type EdgeHandler, type EdgeRecord, type Fact } from '@cc/messaging';
import { Rules } from '../rules.js';
import { ActionDesk, type HandedIn } from './action-desk.js';
import { divisionByTopic } from './party.js';

type Answer = DataOf<typeof WorkActionAnswered>;

/** A branch's own system acts on its work; every action is answered on the division's work topic. */
@Receives('workActions')
export class ActOnWorkAction implements EdgeHandler<'routing'> {
  constructor(
    private readonly desk: ActionDesk,
    private readonly rules: Rules,
  ) {}

  keysOf(records: EdgeRecord[]): Promise<string[]> {
    const parsed = records.map((record) => parseWorkAction(record, { now: record.appendedAt }));
    return Promise.resolve(parsed.flatMap(keyOf));
  }

  async handle(records: EdgeRecord[], context: EdgeContext<'routing'>): Promise<void> {
    const handedIn: HandedIn[] = [];
    for (const record of records) {
      const parsed = parseWorkAction(record, { now: context.now });
      if (parsed.kind === 'unanswerable') context.deadLetter(record, parsed.reason);
      else if (parsed.kind === 'refused')
        context.publish(WorkActionAnswered, [this.unread(record, parsed, context.now)]);
      else handedIn.push(this.handedIn(record, parsed));
    }
    const outcomes = await this.desk.act(handedIn, context);
    context.publish(
      WorkActionAnswered,
      outcomes.map(({ result, answer, traceparent }, index) => {
        const { party, submitted, cause } = handedIn[index]!;
        const { actionId, complaintId } = submitted;
        const traced = { ...cause, traceparent: cause.traceparent ?? traceparent };
        return this.answerTo(party.name, traced, { actionId, complaintId, result, ...answer, at: context.now });
      }),
    );
  }

  private handedIn(
    record: EdgeRecord,
    { action, traceparent }: Extract<ParsedWorkAction, { kind: 'action' }>,
  ): HandedIn {
    const party = divisionByTopic(this.rules.ofDivision(record.party), record.party);
    const cause = { id: record.id, traceparent };
    return { party, submitted: action, handedInAt: record.appendedAt, cause };
  }

  /** Where no id of the action could be read, the record's place names it. */
  private unread(record: EdgeRecord, parsed: Extract<ParsedWorkAction, { kind: 'refused' }>, now: Date) {
    const { complaintId, violations, traceparent } = parsed;
    return this.answerTo(
      record.party,
      { id: record.id, traceparent },
      {
        actionId: parsed.actionId ?? record.id,
        complaintId,
        result: 'refused',
        stage: null,
        allowedActions: [],
        violations,
        why: null,
        at: now,
      },
    );
  }

  private answerTo(division: string, cause: Cause, data: Answer): Fact<typeof WorkActionAnswered> {
    return { organisation: this.rules.ofDivision(division).id, division, unit: null, cause, data };
  }
}

const keyOf = (parsed: ParsedWorkAction) => {
  if (parsed.kind === 'unanswerable') return [];
  return [parsed.kind === 'action' ? parsed.action.complaintId : parsed.complaintId];
};
