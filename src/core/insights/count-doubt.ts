/**
 * How sure the number of wrong labels is that suspicions add up to: nine of ten times all log odds are right when shifted by
 * something between `low` and `high`.
 */
export interface CountDoubt {
  /** 0 or less, nats. */
  low: number;
  /** 0 or more, nats. */
  high: number;
  /** Whether these are the mistakes at least that there are: those that a network would make too cannot be counted. */
  atLeast: boolean;
  /** How far logits that had not learned the labels agree with them beyond chance (knowledge.ts); null or absent where there are none. */
  knowledge?: number | null;
}
