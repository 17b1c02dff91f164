import { patch } from './patch.js';

interface Parts {
  at: string;
  parts: { id: string; html: string }[];
}

/** The service says at least this every 15 seconds; longer silence is a dead connection. */
const SILENCE_MS = 40_000;
const RETRY_MS = 3000;

const content = document.querySelector<HTMLElement>('[data-live]')!;
const status = document.getElementById('live')!;
const { live: address, version } = content.dataset as { live: string; version: string };
const words = status.dataset as { on: string; off: string; changed: string };

/** The service escapes what it sends; nothing else is ever made into HTML here. */
const policy = (
  window as unknown as {
    trustedTypes?: {
      createPolicy(name: string, rules: { createHTML(text: string): string }): { createHTML(text: string): string };
    };
  }
).trustedTypes?.createPolicy('pages', { createHTML: (text) => text });

let known = version;
let lastChange: string | null = null;
let silence: ReturnType<typeof setTimeout>;

connect();

function connect(): void {
  const source = new EventSource(`${address}&known=${encodeURIComponent(known)}`);
  const again = () => {
    clearTimeout(silence);
    source.close();
    tell('off');
    setTimeout(() => void resume(), RETRY_MS);
  };
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(again, SILENCE_MS);
    tell('on');
  };
  source.addEventListener('open', heard);
  source.addEventListener('beat', heard);
  source.addEventListener('parts', (event: MessageEvent<string>) => {
    known = event.lastEventId;
    show(JSON.parse(event.data) as Parts);
    heard();
  });
  // The browser connects again by itself, unless the answer was no stream: then the session is over, or the service is full.
  source.addEventListener('error', () => (source.readyState === EventSource.CLOSED ? again() : tell('off')));
}

/** Whoever is not signed in any more is led to sign in; in the best case they do not notice. */
async function resume(): Promise<void> {
  const asking = new AbortController();
  try {
    const { status: answer } = await fetch(`${address}&known=${encodeURIComponent(known)}`, {
      signal: asking.signal,
      redirect: 'manual',
    });
    if (answer === 401) return location.reload();
  } catch {
    // The service is away; connecting will say so again.
  } finally {
    asking.abort();
  }
  connect();
}

function show({ at, parts }: Parts): void {
  lastChange = new Date(at).toISOString();
  for (const { id, html } of parts) {
    const element = document.getElementById(id);
    if (!element) continue;
    const wanted = element.cloneNode(false) as Element;
    wanted.innerHTML = (policy?.createHTML(html) ?? html) as string;
    patch(element, wanted, highlight);
  }
}

function highlight(element: Element): void {
  const figure = element.closest('.figure, .count, tbody, li') ?? element;
  figure.classList.remove('fresh');
  // Asking for the layout between the two starts the animation again.
  void figure.getBoundingClientRect();
  figure.classList.add('fresh');
}

function tell(state: 'on' | 'off'): void {
  if (status.dataset['state'] === state && state === 'off') return;
  status.dataset['state'] = state;
  const changed = lastChange === null ? '' : ` · ${words.changed} ${timeOf(lastChange)}`;
  const text = words[state] + (state === 'on' ? changed : '');
  if (status.textContent !== text) status.textContent = text;
}

/** In the zone of the page, whatever zone the browser is in. */
function timeOf(instant: string): string {
  const { zone } = document.body.dataset;
  return new Intl.DateTimeFormat('sv-SE', { timeStyle: 'medium', ...(zone ? { timeZone: zone } : {}) }).format(
    new Date(instant),
  );
}
