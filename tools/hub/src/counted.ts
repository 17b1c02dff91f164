/** `1 row`, `2 rows`; `1 entry`, `2 entries` where the plural is named. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}
