import type { Language, Story } from '../tell-story/tell-story.js';
import { html, type Html } from './html.js';
import { liveStatus } from './layout.js';
import type { Part } from './part.js';
import { speaker, type Say } from './words.js';

/** What stands out in a story. */
const TONE: Record<string, string> = {
  'deadline.missed.v1': 'late',
  'ticket.abnormal.v1': 'abnormal',
  'deadline.warned.v1': 'warned',
  'ticket.closed.v1': 'closed',
};

export function storyParts(story: Story, language: Language): Part[] {
  const say = speaker(language);
  return [
    {
      id: 'story',
      html: html`<p class="count">${say('storyLive', { count: story.lines.length })}</p>
        ${story.times === null ? '' : html`<p>${story.times}</p>`}
        <ol>
          ${story.lines.map(
            ({ at, type, sentence, reasons }) =>
              html`<li class="${TONE[type] ?? ''}">
                <time>${at}</time>
                <div>
                  <p>${sentence}</p>
                  ${reasons.map((reason) => html`<p class="reason">${reason}</p>`)}
                </div>
              </li>`,
          )}
        </ol>`,
    },
  ];
}

export function renderStory(title: string, parts: readonly Part[], say: Say): Html {
  return html`
    <p class="back"><a href="/page">← ${say('toOverview')}</a></p>
    <div class="above">
      <h1>${title}</h1>
      ${liveStatus(say)}
    </div>
    <section class="card story" id="story">${parts[0]!.html}</section>
  `;
}
