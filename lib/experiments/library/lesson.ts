/** A procedure written by hand, in the parts that a learned entry has. */
export interface Lesson {
  /** Family of incidents that it is about. */
  family: string;
  /** File that it stands in. */
  file: string;
  title: string;
  principle: string;
  when: string;
  unless: string;
  steps: readonly string[];
  /** Sentences of background: true, and not needed to act. A placebo is brought to its length with them. */
  background: readonly string[];
}
