import { table } from '@cc/hub';

/** What reporting answers to `GET /cases`, as far as it is shown. */
export interface Cases {
  cases: {
    division: string;
    state: string;
    name: { zh: string; en: string };
    area: Record<string, unknown>;
    size: number;
    found: number;
    openedAt: string;
  }[];
}

const STATES: Record<string, string> = {
  opened: '待查证 opened',
  confirmed: '属实 confirmed',
  withdrawn: '撤销 withdrawn',
};

/** Mass complaints for a terminal, the oldest first. */
export function casesTable(cases: Cases['cases']): string {
  if (cases.length === 0) return '没有群体投诉 · no complaints gathered to a mass complaint';
  return table(
    ['成立 opened', '单位 division', '群体投诉 mass complaint', '件 size', '属实 true', '状态 state'],
    cases
      .toReversed()
      .map(({ openedAt, division, name, area, size, found, state }) => [
        openedAt.slice(0, 16).replace('T', ' '),
        division,
        `${name.zh} ${Object.values(area).flat().map(String).join(' ')}`,
        size,
        found,
        STATES[state] ?? state,
      ]),
  );
}
