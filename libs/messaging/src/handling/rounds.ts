/** One call of the handlers of one type. */
export interface Round<Item> {
  type: string;
  items: Item[];
}

/**
 * Cuts a batch into calls: none holds two items of one stream, and a stream's items come in order. Always the type that
 * most streams wait for goes next, which keeps the calls few and large.
 */
export function rounds<Item>(
  items: readonly Item[],
  streamOf: (item: Item) => string,
  typeOf: (item: Item) => string,
): Round<Item>[] {
  const streams = new Map<string, Item[]>();
  for (const item of items) {
    const stream = streams.get(streamOf(item));
    if (stream) stream.push(item);
    else streams.set(streamOf(item), [item]);
  }

  const waiting = new Map<string, Item[][]>();
  const waitForNext = (stream: Item[]) => {
    const head = stream[0];
    if (head === undefined) return;
    const type = typeOf(head);
    const others = waiting.get(type);
    if (others) others.push(stream);
    else waiting.set(type, [stream]);
  };
  for (const stream of streams.values()) waitForNext(stream);

  const result: Round<Item>[] = [];
  while (waiting.size > 0) {
    const [type, heads] = [...waiting].reduce((most, one) => (one[1].length > most[1].length ? one : most));
    waiting.delete(type);
    result.push({ type, items: heads.map((stream) => stream.shift()!) });
    for (const stream of heads) waitForNext(stream);
  }
  return result;
}
