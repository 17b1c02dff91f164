import type { Organisation } from '@cc/procedures';
import { localTime, placeOf, reasonInWords, wordFor, type Language } from '../tell-story/tell-story.js';
import { html, type Html } from './html.js';
import type { Overview, StandingCase } from './overview.js';
import type { Say } from './words.js';

/** 群体投诉: those that stand. */
export function renderCases(
  { cases, casesInAll }: Pick<Overview, 'cases' | 'casesInAll'>,
  organisation: Organisation,
  language: Language,
  say: Say,
): Html {
  if (cases.length === 0) {
    return html`<h2 id="cases-title">${say('cases')}</h2>
      <p class="empty"><strong>${say('casesNone')}</strong></p>`;
  }
  return html`<h2 id="cases-title">${say('cases')} <small>${say('attentionCount', { count: casesInAll })}</small></h2>
    <table class="concerned">
      <thead>
        <tr>
          <th scope="col">${say('division')}</th>
          <th scope="col">${say('caseState')}</th>
          <th scope="col">${say('caseArea')}</th>
          <th scope="col">${say('caseSize')}</th>
          <th scope="col">${say('caseSince')}</th>
          <th scope="col">${say('why')}</th>
        </tr>
      </thead>
      ${cases.map((one) => renderCase(one, organisation, language, say))}
    </table>
    ${casesInAll > cases.length && html`<p class="empty">${say('casesMore', { shown: cases.length, count: casesInAll })}</p>`}`;
}

function renderCase(one: StandingCase, organisation: Organisation, language: Language, say: Say): Html {
  const state = one.confirmed ? 'caseConfirmed' : 'caseOpened';
  return html`<tbody id="case-${one.caseId}">
    <tr>
      <th scope="row">${placeOf({ division: one.division, unit: null }, organisation, language)}</th>
      <td><span class="tag ${one.confirmed ? 'late' : 'pending'}">${one.name[language]} · ${say(state)}</span></td>
      <td>${shared(one.area, organisation, language)}</td>
      <td class="figure">${one.size}${one.found > 0 && ` (${say('caseFound')} ${one.found})`}</td>
      <td class="due">
        <time datetime="${one.openedAt.toISOString()}"
          >${localTime(one.openedAt, organisation.timeZone).slice(0, -3)}</time
        >
      </td>
      <td class="why">${reasonInWords(one.why, language).replace(/^(依据：|because: )/, '')}</td>
    </tr>
  </tbody>`;
}

/** What the complaints have in common, beside the division, which stands in front. */
function shared(area: Record<string, unknown>, organisation: Organisation, language: Language): string {
  const { division: _, ...others } = area;
  return Object.entries(others)
    .map(([field, value]) => wordFor(field, value, organisation, language))
    .join(language === 'zh' ? '；' : '; ');
}
