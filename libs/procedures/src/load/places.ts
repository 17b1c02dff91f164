import { EVENT_ID, getScalarValue, parseEvents } from 'js-yaml';

export type Path = readonly PropertyKey[];

/** A value of a YAML text: where it begins, and the values in it by key or index. */
export interface Place {
  /** An offset in the text; null for a value that is left empty. */
  start: number | null;
  parts: ReadonlyMap<string, Place>;
}

/** Where every value of a text begins. It has been read before, so its YAML is whole and holds one document or none. */
export function placesIn(text: string): Place {
  const [, ...events] = parseEvents(text, {});
  let next = 0;
  const isOver = () => events[next]!.type === EVENT_ID.POP;

  const place = (): Place => {
    const event = events[next++]!;
    const parts = new Map<string, Place>();
    switch (event.type) {
      case EVENT_ID.SEQUENCE:
        while (!isOver()) parts.set(String(parts.size), place());
        break;
      case EVENT_ID.MAPPING:
        while (!isOver()) {
          const key = events[next]!;
          place();
          parts.set(key.type === EVENT_ID.SCALAR ? getScalarValue(text, key) : '', place());
        }
        break;
      case EVENT_ID.SCALAR:
        return { start: event.valueStart < 0 ? null : event.valueStart, parts };
      case EVENT_ID.ALIAS:
        return { start: event.anchorStart, parts };
      case EVENT_ID.DOCUMENT:
      case EVENT_ID.POP:
        throw new Error(`no value stands at event ${next - 1} of ${events.length}`);
    }
    next += 1;
    return { start: event.start, parts };
  };
  return events.length > 0 ? place() : { start: 0, parts: new Map() };
}

/** The line of the value at `path`, or of the nearest value around it when it is missing. */
export function lineAt(text: string, whole: Place, path: Path): number {
  let start = whole.start ?? 0;
  let place: Place | undefined = whole;
  for (const key of path) {
    place = place.parts.get(String(key));
    if (!place) break;
    start = place.start ?? start;
  }
  return text.slice(0, start).split('\n').length;
}
