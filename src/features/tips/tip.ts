import { hash } from '../../text/hash.ts';

export type Tip = {
  /** Of its skill and its words: a reworded tip is another tip. */
  readonly id: string;
  /** The skill's id. */
  readonly skill: string;
  readonly text: string;
};

export function tipOf(skill: string, text: string): Tip {
  const words = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return { id: `${skill}/${hash(words).toString(36).padStart(7, '0')}`, skill, text };
}

/** The skill of a tip's id, also when the tip itself is no more. */
export function skillOf(id: string): string {
  return id.slice(0, id.lastIndexOf('/'));
}

/** The part of a tip's id that stands for its words. */
export function hashOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
