import type { ComplaintId, Violation } from '@cc/contracts';
import type { Receipt } from '../submission.entity.js';
import type { Delivery } from './delivery.js';
import type { DecidedItem } from './item-desk.js';

type ReceiptItem = Receipt['items'][number];

const head = ({ party, sourceId, receivedAt }: Delivery) => ({ source: party.source.id, sourceId, receivedAt });

/** 受理回执 of a submission that was taken: each item with its one outcome. */
export function receiptOf(delivery: Delivery, decided: readonly DecidedItem[]): Receipt {
  return { ...head(delivery), items: decided.map(receiptItem) };
}

/** The same submission again: the first's outcome, and that it is a duplicate. */
export function duplicateReceipt(delivery: Delivery, first: Receipt): Receipt {
  const items = first.items.map((item): ReceiptItem => ({ ...item, outcome: 'duplicate', first: item.outcome }));
  return { ...head(delivery), items };
}

/** It breaks the contract, so nothing of it was taken: each item with what is wrong with it. */
export function unreadableReceipt(delivery: Delivery, items: number, violations: readonly Violation[]): Receipt {
  return refusedReceipt(delivery, items, (item) => {
    const own = violations.filter(({ field }) => (placeIn(field, items) ?? 0) === item);
    return own.length > 0 ? own : [refusedTogether(item)];
  });
}

/** Its id already stands for other content: none of it was taken, all for the same reason. */
export function conflictReceipt(delivery: Delivery, items: number): Receipt {
  return refusedReceipt(delivery, items, () => [conflictOf(delivery.sourceId)]);
}

function refusedReceipt(delivery: Delivery, items: number, objections: (item: number) => Violation[]): Receipt {
  const refused = (item: number): ReceiptItem => ({
    ...nothing,
    item,
    outcome: 'refused',
    violations: objections(item),
  });
  return { ...head(delivery), items: Array.from({ length: items }, (_, item) => refused(item)) };
}

/** The item that a field belongs to; null for what concerns the whole. */
function placeIn(field: string, items: number): number | null {
  const place = /^\/items\/(\d+)(?:\/|$)/.exec(field)?.[1];
  return place === undefined || Number(place) >= items ? null : Number(place);
}

function refusedTogether(item: number): Violation {
  return {
    field: `/items/${item}`,
    value: null,
    rule: 'refused-together',
    detail: {
      zh: '本项未发现问题；提交须整单受理，请更正其他问题后以原流水号重新提交',
      en: 'no fault was found in this item; a submission is taken whole or not at all: correct the rest and send it again under the same id',
    },
  };
}

/** 同号异文: the id already stands for other content. */
export function conflictOf(sourceId: string): Violation {
  return {
    field: '/sourceId',
    value: sourceId,
    rule: 'conflict',
    detail: {
      zh: '该流水号已用于内容不同的提交，两份均已留存；请为新的内容使用新的流水号',
      en: 'this id already stands for a submission with other content; both are kept; give new content a new id',
    },
  };
}

const nothing = { complaintId: null, number: null, first: null, answerBy: null, reasons: [] };

function receiptItem({ place, decision, complaint, notes }: DecidedItem): ReceiptItem {
  const { outcome, reasons } = decision;
  const base = { ...nothing, item: place, outcome, reasons, violations: notes };
  if (decision.outcome === 'refused') return { ...base, violations: [...decision.violations, ...notes] };
  if ('target' in decision) return { ...base, ...named(decision.target) };
  return { ...base, ...named(complaint!), answerBy: complaint!.answerBy };
}

const named = ({ id, number }: { id: ComplaintId; number: string }) => ({ complaintId: id, number });
