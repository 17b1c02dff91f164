/** A procedure (处理规程) in the version a ticket runs under. */
export interface BasisVersion {
  id: string;
  version: string;
}

/** Why an answer is what it is: users ask "why is this late?" more often than anything else. */
export interface Reason {
  rule: string;
  basis: string;
  version: string;
  /** Title, article and lines of the text the rule comes from, or `ours` for a value of our own. */
  source: string;
}

export interface Answer<T> {
  value: T;
  reason: Reason;
}

/** What the source names but does not define has no value, and says so. */
export type Configured<T> = { configured: true; value: T; reason: Reason } | { configured: false; reason: Reason };

export interface LocalisedText {
  zh: string;
  en: string;
}
