/** A partition of a topic. */
export interface Place {
  topic: string;
  partition: number;
}

/** As keys of maps and in messages to people. */
export function placeName({ topic, partition }: Place): string {
  return `${topic}/${partition}`;
}
