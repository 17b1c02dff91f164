/** One parked record, for people. */
export interface DeadLetter {
  id: string;
  topic: string;
  partition: number;
  offset: string;
  type: string | null;
  key: string | null;
  /** The key whose later events wait behind this one; null when nothing waits. */
  stream: string | null;
  reason: string;
  attempts: number;
  appendedAt: Date;
  parkedAt: Date;
}

export interface DeadLetterContent extends DeadLetter {
  headers: Record<string, string[]>;
  /** UTF-8 where the bytes are that, else base64 after `base64:`. */
  value: string | null;
}

export interface ReplayResult {
  replayed: string[];
  /** The first letter of a stream that failed again: the rest of its stream still waits. */
  failed: { id: string; reason: string }[];
}

/** What is stuck, and how it goes on. */
export class DeadLetters {
  async list(_filter: { stream?: string; limit?: number } = {}): Promise<DeadLetter[]> {
    throw new Error('not yet');
  }

  async show(_id: string): Promise<DeadLetterContent | null> {
    throw new Error('not yet');
  }

  /** Runs letters again in their order under their stream's lock: the streams named, those of the ids, or all. */
  async replay(_which: { streams?: string[]; ids?: string[]; all?: true }): Promise<ReplayResult> {
    throw new Error('not yet');
  }
}
