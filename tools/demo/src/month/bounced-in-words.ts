/** Why there are more tickets than receipts that name a new one: what came too late for its ticket became one of its own. */
export function bouncedInWords(byReceipt: number, bounced: number, tickets: number): string {
  const sum = byReceipt + bounced === tickets ? `${byReceipt} + ${bounced} = ${tickets}` : String(tickets);
  return (
    `bounced：${bounced} 件催办、补充或撤诉到达时工单已归档，转为新投诉，工单共 ${sum} 张 · ` +
    `bounced: ${bounced} of the urges and the like came after the archive and became new tickets; in all ${sum}`
  );
}
