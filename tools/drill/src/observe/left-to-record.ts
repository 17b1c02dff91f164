/** What of the parties' own work is under way: what they have sent and nobody has confirmed. */
export function leftToRecord(records: number, callbacks: number): string[] {
  return [
    ...(records > 0 ? [`${records} ${records === 1 ? 'record' : 'records'} not yet acknowledged by the broker`] : []),
    ...(callbacks > 0 ? [`${callbacks} telephone ${callbacks === 1 ? 'callback' : 'callbacks'} not yet recorded`] : []),
  ];
}
