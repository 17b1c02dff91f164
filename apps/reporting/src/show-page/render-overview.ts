import type { Organisation } from '@cc/procedures';
import { categoryName } from '../category-name.js';
import { localTime, placeOf, reasonInWords, type Language } from '../tell-story/tell-story.js';
import { vocabulary } from '../tell-story/texts.js';
import { html, type Html } from './html.js';
import {
  FIGURES,
  PERIODS,
  type ConcernedTicket,
  type ConcernShown,
  type Figure,
  type ImportedPast,
  type Line,
  type Overview,
  type Period,
} from './overview.js';
import { liveStatus } from './layout.js';
import type { Part } from './part.js';
import { renderCases } from './render-cases.js';
import { renderMap } from './render-map.js';
import { speaker, type Say } from './words.js';

interface Shown {
  overview: Overview;
  organisation: Organisation;
  period: Period;
  language: Language;
}

/** The parts of the overview that change while somebody looks. */
export function overviewParts({ overview, organisation, period, language }: Shown): Part[] {
  const say = speaker(language);
  return [
    { id: 'totals', html: renderTotals(overview, period, say) },
    { id: 'map', html: renderMap(overview.lines, language, say) },
    { id: 'divisions', html: renderDivisions(overview, language, say) },
    { id: 'imported', html: renderImported(overview.past, say) },
    { id: 'attention', html: renderConcerned(overview, organisation, language, say) },
    { id: 'cases', html: renderCases(overview, organisation, language, say) },
  ];
}

/** The overview with these parts in it. */
export function renderOverview(parts: readonly Part[], period: Period, say: Say): Html {
  const part = (id: string) => parts.find((one) => one.id === id)!.html;
  return html`
    <div class="above">
      <h1>${say('overview')}</h1>
      ${liveStatus(say)}
      <nav class="choice" aria-label="${say('periodLabel')}">
        ${PERIODS.map(
          (one) => html`<a href="/page?period=${one}" ${one === period && html`aria-current="true"`}>${say(one)}</a>`,
        )}
      </nav>
    </div>
    <section id="totals" class="totals" aria-label="${say('total')}">${part('totals')}</section>
    <div class="side-by-side">
      <section class="card map" aria-labelledby="map-title">
        <h2 id="map-title">${say('map')}</h2>
        <fieldset class="choice">
          <legend>${say('mapShows')}</legend>
          ${MAP_ORDER.map(
            (figure) =>
              html`<label
                ><input type="radio" name="shows" id="show-${figure}" ${figure === 'open' && html`checked`} /><span
                  >${MARKS[figure]}${say(figure)}</span
                ></label
              >`,
          )}
        </fieldset>
        <div id="map">${part('map')}</div>
      </section>
      <section class="card" aria-labelledby="divisions-title">
        <h2 id="divisions-title">${say('byDivision')}</h2>
        <div class="scrolls" tabindex="0" role="group" aria-labelledby="divisions-title">
          <table class="divisions" id="divisions">
            ${part('divisions')}
          </table>
        </div>
        <p class="imported" id="imported">${part('imported')}</p>
      </section>
    </div>
    <section class="card" id="attention" aria-labelledby="attention-title">${part('attention')}</section>
    <section class="card" id="cases" aria-labelledby="cases-title">${part('cases')}</section>
  `;
}

const MAP_ORDER: Figure[] = ['open', 'late', 'abnormal', 'recorded', 'closed'];

/** A sign beside the word, so that nothing is said by colour alone. */
const MARKS: Record<Figure, Html> = {
  recorded: html``,
  closed: html``,
  open: html``,
  late: html`<b class="mark late" aria-hidden="true">▲</b>`,
  abnormal: html`<b class="mark abnormal" aria-hidden="true">◆</b>`,
};

const NOW: readonly Figure[] = ['open', 'late', 'abnormal'];

function renderTotals({ total }: Overview, period: Period, say: Say): Html {
  return html`<dl>
    ${FIGURES.map(
      (figure) =>
        html`<div class="total ${figure} ${total[figure] === 0 && 'zero'}">
          <dt>${MARKS[figure]}${say(figure)} <small>${NOW.includes(figure) ? say('now') : say(period)}</small></dt>
          <dd class="figure">${total[figure]}</dd>
        </div>`,
    )}
  </dl>`;
}

function renderDivisions({ lines, total }: Overview, language: Language, say: Say): Html {
  const whole = lines.every(({ figures }) => figures !== null);
  // A province reads of itself; that there are others it knows.
  const own = lines.filter(({ figures }) => figures !== null);
  return html` <thead>
      <tr>
        <th scope="col">${say('division')}</th>
        ${FIGURES.map((figure) => html`<th scope="col">${MARKS[figure]}${say(figure)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${own.map((line) => renderLine(line, language))}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">${whole ? say('total') : say('totalSeen')}</th>
        ${FIGURES.map((figure) => html`<td class="figure">${total[figure]}</td>`)}
      </tr>
    </tfoot>`;
}

function renderLine({ id, name, figures }: Line, language: Language): Html {
  const busy = FIGURES.some((figure) => figures![figure] > 0);
  return html`<tr id="division-${id}" class="${busy ? '' : 'idle'}">
    <th scope="row">${name[language]}</th>
    ${FIGURES.map((figure) => {
      const count = figures![figure];
      return html`<td class="figure ${figure} ${count === 0 ? 'zero' : ''}">${count > 0 && MARKS[figure]}${count}</td>`;
    })}
  </tr>`;
}

/** History is on record and nothing else, so it would be missed among the other figures. */
export function renderImported({ imported: count, waiting }: ImportedPast, say: Say): Html {
  if (count === 0) return html``;
  return html`${say(waiting > 0 ? 'importedWaiting' : 'imported', { count, waiting })}`;
}

function renderConcerned(
  { concerned, concernedInAll }: Overview,
  organisation: Organisation,
  language: Language,
  say: Say,
): Html {
  const more = concernedInAll > concerned.length;
  return html`
    <h2 id="attention-title">${say('attention')} <small>${say('attentionCount', { count: concernedInAll })}</small></h2>
    ${
      concerned.length === 0
        ? html`<p class="empty"><strong>${say('attentionNone')}</strong> ${say('attentionNoneHint')}</p>`
        : html`<table class="concerned">
            <thead>
              <tr>
                <th scope="col">${say('ticket')}</th>
                <th scope="col">${say('concern')}</th>
                <th scope="col">${say('dueAt')}</th>
                <th scope="col">${say('holder')}</th>
                <th scope="col">${say('why')}</th>
              </tr>
            </thead>
            ${concerned.map((ticket) => renderTicket(ticket, organisation, language, say))}
          </table>`
    }
    ${more && html`<p class="empty">${say('attentionMore', { shown: concerned.length, count: concernedInAll })}</p>`}
  `;
}

function renderTicket(ticket: ConcernedTicket, organisation: Organisation, language: Language, say: Say): Html {
  const { complaintId, number, concerns } = ticket;
  const about = categoryName(organisation, ticket.class)?.[language] ?? ticket.class;
  const [first, ...others] = concerns;
  const span = concerns.length;
  return html`<tbody id="ticket-${complaintId}">
    <tr>
      <th scope="row" rowspan="${span}"><a href="/page/story?of=${number}">${number}</a><small>${about}</small></th>
      ${renderConcern(first!, organisation, language, say)}
      <td rowspan="${span}" class="holder" data-label="${say('holder')}">${placeOf(ticket, organisation, language)}</td>
      ${renderWhy(first!, language, say)}
    </tr>
    ${others.map(
      (concern) =>
        html`<tr>
          ${renderConcern(concern, organisation, language, say)}${renderWhy(concern, language, say)}
        </tr>`,
    )}
  </tbody>`;
}

function renderConcern(
  { kind, name, dueAt, nextClock }: ConcernShown,
  { timeZone }: Organisation,
  language: Language,
  say: Say,
): Html {
  const what = name[language] ?? vocabulary['kind']?.[name.kind ?? '']?.[language] ?? name.kind;
  const due = dueAt === null ? null : new Date(dueAt);
  return html`<td data-label="${say('concern')}">
      <span class="tag ${kind}">${MARKS[kind]}${say(kind)}</span> ${what}
    </td>
    <td data-label="${say('dueAt')}" class="due ${kind}">
      ${
        due
          ? html`<time datetime="${due.toISOString()}">${localTime(due, timeZone).slice(0, -3)}</time>`
          : html`<small>${say('noDue')}</small>`
      }
      ${nextClock && html`<small>${say('nextClock', { clock: nextClock[language] })}</small>`}
    </td>`;
}

/** The column says already that it is why. */
const renderWhy = ({ why }: ConcernShown, language: Language, say: Say): Html =>
  html`<td class="why" data-label="${say('why')}">
    ${reasonInWords(why, language).replace(/^(依据：|because: )/, '')}
  </td>`;
