/** A month's partition of the archive: its name and bounds, in UTC. */
export interface Month {
  table: string;
  from: string;
  until: string;
}

/** The months that instants fall into, each once. */
export function monthsOf(instants: readonly Date[]): Month[] {
  const months = new Map<string, Month>();
  for (const instant of instants) {
    const [year, month] = [instant.getUTCFullYear(), instant.getUTCMonth()];
    const table = `facts_${year}_${String(month + 1).padStart(2, '0')}`;
    if (months.has(table)) continue;
    months.set(table, {
      table,
      from: new Date(Date.UTC(year, month, 1)).toISOString(),
      until: new Date(Date.UTC(year, month + 1, 1)).toISOString(),
    });
  }
  return [...months.values()];
}
