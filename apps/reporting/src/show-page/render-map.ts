import { html, type Html } from './html.js';
import { FIGURES, type Figure, type Line } from './overview.js';
import { PROVINCES } from './provinces.js';
import type { Language } from '../tell-story/tell-story.js';
import type { Say } from './words.js';

/** Shades of the map, beside that of nothing. */
const SHADES = 4;
export const OUTLINES = '/page/assets/china.svg';

/** What the shades of a figure mean: the widest count of each; as few shades as there are different counts. */
export function shadesFor(most: number): number[] {
  if (most <= 0) return [];
  const step = Math.ceil(most / SHADES);
  return Array.from({ length: Math.ceil(most / step) }, (_, index) => step * (index + 1));
}

/** 0 for nothing, else which shade. */
export const shadeOf = (count: number, shades: readonly number[]): number =>
  count === 0 ? 0 : shades.findIndex((widest) => count <= widest) + 1;

/** The map, shaded for every figure at once: which of them is seen is the page's business. */
export function renderMap(lines: readonly Line[], language: Language, say: Say): Html {
  const provinces = lines.filter(({ kind }) => kind === 'province');
  const shades = Object.fromEntries(
    FIGURES.map((figure) => [
      figure,
      shadesFor(Math.max(0, ...provinces.map(({ figures }) => figures?.[figure] ?? 0))),
    ]),
  ) as Record<Figure, number[]>;
  const divisions = new Map(provinces.map((line) => [line.id, line]));
  const places = Object.entries(PROVINCES).map(([id, place]) => ({ id, place, line: divisions.get(id) }));
  return html`
    <svg class="china" viewBox="0 0 10000 8280" role="group" aria-label="${say('map')}">
      ${places.map((one) => renderLand(one, shades, language, say))}
      <use class="islands" href="${OUTLINES}#p-nanhai" />
      <use class="frame" href="${OUTLINES}#p-nanhai-frame" />
      <g class="labels" aria-hidden="true">${places.map((one) => renderLabel(one, language))}</g>
    </svg>
    ${FIGURES.map((figure) =>
      renderLegend(
        figure,
        shades[figure],
        provinces.some(({ figures }) => !figures),
        say,
      ),
    )}
  `;
}

interface Placed {
  id: string;
  place: (typeof PROVINCES)[string];
  /** None where the organisation has no division. */
  line: Line | undefined;
}

function renderLand({ id, place, line }: Placed, shades: Record<Figure, number[]>, language: Language, say: Say): Html {
  const outline = html`<use class="land" href="${OUTLINES}#p${id}" />`;
  if (!line)
    return html`<g class="province absent">${outline}<title>${place[language]}：${say('noDivision')}</title></g>`;
  const name = line.name[language];
  const { figures } = line;
  if (!figures) {
    return html`<g class="province not-yours">${outline}<title>${name}：${say('notYours')}</title></g>`;
  }
  const said = FIGURES.map((figure) => `${say(figure)} ${figures[figure]}`).join(language === 'zh' ? '，' : ', ');
  const shaded = FIGURES.map((figure) => `${figure}-${shadeOf(figures[figure], shades[figure])}`).join(' ');
  return html`<a class="province ${shaded}" id="map-${id}" href="#division-${id}" aria-label="${name}：${said}"
    >${outline}<title>${name}：${said}</title></a
  >`;
}

/** Above all land, so that no neighbour covers it. */
function renderLabel({ id, place, line }: Placed, language: Language): Html | null {
  const { x, y, label } = place;
  if (!label) return null;
  const figures = line?.figures;
  const counts = FIGURES.filter((figure) => figures && figures[figure] > 0);
  return html`<g class="label ${figures ? '' : 'pale'}" id="label-${id}">
    <text class="name" x="${x}" y="${y}">${place[language]}</text>
    ${counts.map((figure) => html`<text class="count of-${figure}" x="${x}" y="${y + 175}">${figures![figure]}</text>`)}
  </g>`;
}

function renderLegend(figure: Figure, shades: readonly number[], notYours: boolean, say: Say): Html {
  const from = (index: number) => (shades[index - 1] ?? 0) + 1;
  return html`<ul class="legend of-${figure}" aria-label="${say(figure)}">
    <li><i class="shade shade-0"></i>0</li>
    ${shades.map(
      (widest, index) =>
        html`<li>
          <i class="shade ${figure}-${index + 1} shade-${index + 1}"></i>${
            from(index) === widest ? widest : `${from(index)}–${widest}`
          }
        </li>`,
    )}
    ${notYours && html`<li><i class="shade shade-not-yours"></i>${say('notYours')}</li>`}
  </ul>`;
}
