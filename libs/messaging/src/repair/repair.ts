/** What a repair found and did in one partition. */
export interface RepairedPartition {
  topic: string;
  partition: number;
  headBefore: string;
  headAfter: string;
  /** Events of ours that the topic held above the head. */
  seen: number;
  /** Rows of the outbox that were already in the topic. */
  dropped: number;
}

/** Brings a publisher's database that is older than its topics back to work, on an operator's word. */
export class Repair {
  /** What `run` would do; changes nothing. */
  async inspect(): Promise<RepairedPartition[]> {
    throw new Error('not yet');
  }

  async run(): Promise<RepairedPartition[]> {
    throw new Error('not yet');
  }
}
