import { nearest, shownValue, type Violation, type WorkAction, type WorkActionSubmitted } from '@cc/contracts';
import { fits, type FieldType, type Requirement, type TicketWords } from '@cc/procedures';
import { SAID_BY_PARTS } from './brought.js';

/** Words that the procedures of the ticket do not know, and values that are none of their field. */
export function unknownWords(
  { fields = {}, documents = [], consents = [] }: WorkAction,
  words: TicketWords,
): Violation[] {
  return [
    ...Object.entries(fields).flatMap(([field, value]) => {
      const type = words.fields.get(field);
      const place = `/do/fields/${field}`;
      if (!type) return unknown(place, field, 'field-known', [...words.fields.keys()]);
      return fits(type, value) ? [] : misfit(place, shownValue(value, ['fields']), type);
    }),
    ...documents.flatMap(({ kind }, at) =>
      words.documents.has(kind)
        ? []
        : unknown(`/do/documents/${at}/kind`, kind, 'document-known', [...words.documents.keys()]),
    ),
    ...consents.flatMap(({ role }, at) =>
      words.roles.has(role) ? [] : unknown(`/do/consents/${at}/role`, role, 'role-known', [...words.roles.keys()]),
    ),
  ];
}

/** A consent is somebody else's: who acts cannot give it. */
export function ownConsents({ by, do: { consents = [] } }: WorkActionSubmitted): Violation[] {
  return consents.flatMap(({ id }, at) =>
    id === by.id
      ? [
          {
            field: `/do/consents/${at}/id`,
            value: id,
            rule: 'consent-of-another',
            detail: {
              zh: '操作人不能替自己同意；请填写同意人的工号',
              en: 'who acts cannot give the consent; name whoever gave it',
            },
          },
        ]
      : [],
  );
}

function unknown(field: string, value: string, rule: string, known: readonly string[]): Violation {
  const meant = nearest(value, known);
  const instead = known.join(', ');
  return {
    field,
    value,
    rule,
    detail: meant
      ? {
          zh: `本工单适用的规程中没有 ${value}；是否应为 ${meant}？`,
          en: `the procedures of this ticket know no ${value}; did you mean ${meant}?`,
        }
      : {
          zh: `本工单适用的规程中没有 ${value}；可用：${instead || '无'}`,
          en: `the procedures of this ticket know no ${value}; known are: ${instead || 'none'}`,
        },
  };
}

function misfit(field: string, value: string | null, type: FieldType): Violation {
  const wanted = WANTED[type.type](type);
  return {
    field,
    value,
    rule: 'field-type',
    detail: { zh: `应为${wanted.zh}`, en: `must be ${wanted.en}` },
  };
}

const valuesOf = (type: FieldType) => ('values' in type && type.values !== 'any' ? type.values : []);

const WANTED: Record<FieldType['type'], (type: FieldType) => { zh: string; en: string }> = {
  flag: () => ({ zh: ' true 或 false', en: 'true or false' }),
  number: () => ({ zh: '数字', en: 'a number' }),
  text: () => ({ zh: '文本', en: 'text' }),
  choice: (type) => ({
    zh: `以下之一：${valuesOf(type).join('、') || '任一词'}`,
    en: `one of ${valuesOf(type).join(', ') || 'any word'}`,
  }),
  list: (type) => ({
    zh: `由以下各项组成的列表：${valuesOf(type).join('、') || '任意词'}`,
    en: `a list of ${valuesOf(type).join(', ') || 'any words'}`,
  }),
};

/** What a rule requires and neither the action nor the ticket has: where it goes, and who demands it. */
export function missingPart({ kind, what, name, reason }: Requirement, { action }: WorkAction): Violation {
  const { rule, basis, version, source } = reason;
  const parts = SAID_BY_PARTS[action];
  const place = `/do${PLACE[kind](what, parts)}`;
  const { zh, en } = ADD[kind](what);
  return {
    field: place,
    value: null,
    rule,
    detail: {
      zh: `缺少${KINDS[kind].zh}“${name.zh}”；${zh}。依据：${basis} ${version} 版 ${rule}（${source === 'ours' ? '本集团自定' : source}）`,
      en: `the ${KINDS[kind].en} "${name.en}" is missing; ${en}. Required by ${basis} ${version}, rule ${rule} (${source === 'ours' ? 'a rule of our own' : source})`,
    },
  };
}

type Kind = Requirement['kind'];

const KINDS: Record<Kind, { zh: string; en: string }> = {
  field: { zh: '字段', en: 'field' },
  document: { zh: '材料', en: 'document' },
  consent: { zh: '同意', en: 'consent of' },
};

const PLACE: Record<Kind, (what: string, parts: (typeof SAID_BY_PARTS)[WorkAction['action']]) => string> = {
  field: (what, { fields }) => fields?.[what] ?? `/fields/${what}`,
  document: (what, { documents }) => documents?.[what] ?? '/documents',
  consent: () => '/consents',
};

const ADD: Record<Kind, (what: string) => { zh: string; en: string }> = {
  field: (what) => ({ zh: `请在 fields 中填写 ${what}`, en: `give ${what} under fields` }),
  document: (what) => ({
    zh: `请在 documents 中加入 { "kind": "${what}", "ref": "…" }`,
    en: `add { "kind": "${what}", "ref": "..." } to documents`,
  }),
  consent: (what) => ({
    zh: `取得同意后请在 consents 中加入 { "role": "${what}", "id": "…", "at": "…" }`,
    en: `once it is given, add { "role": "${what}", "id": "...", "at": "..." } to consents`,
  }),
};
