import { hash } from '../../text/hash.ts';

export type Tip = {
  /** `skill/hash` of the text: a reworded tip is another tip. */
  readonly id: string;
  /** The skill's id. */
  readonly skill: string;
  readonly text: string;
};

export function tipOf(skill: string, text: string): Tip {
  const normalized = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return { id: `${skill}/${hash(normalized).toString(36).padStart(7, '0')}`, skill, text };
}

/** The skill of a tip's id, even if the tip is gone. */
export function skillOf(id: string): string {
  return id.slice(0, id.lastIndexOf('/'));
}

export function hashOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
