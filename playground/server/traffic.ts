import type { Json, TrafficEntry } from '../protocol.ts';

type TrafficNote = Omit<TrafficEntry, 'id' | 'at' | 'request' | 'response'> & {
  readonly request: unknown;
  readonly response: unknown;
};

export type Traffic = {
  readonly entries: readonly TrafficEntry[];
  readonly add: (note: TrafficNote) => void;
};

type TrafficOptions = {
  readonly now: () => number;
  readonly added: (entry: TrafficEntry) => void;
  /** Receives one line for each refusal and failure. */
  readonly log: (line: string) => void;
};

/** Bounds the memory of a playground that stays open for days. */
const maxEntries = 5000;

export function trafficLog({ now, added, log }: TrafficOptions): Traffic {
  const entries: TrafficEntry[] = [];
  let count = 0;
  return {
    entries,
    add: (note) => {
      count += 1;
      const entry: TrafficEntry = {
        ...note,
        id: count,
        at: now(),
        detail: withoutTokens(note.detail),
        request: loggable(note.request),
        response: loggable(note.response),
      };
      entries.push(entry);
      if (entries.length > maxEntries) entries.shift();
      if (entry.outcome !== 'ok') log(describeEntry(entry));
      added(entry);
    },
  };
}

export function describeEntry(entry: TrafficEntry): string {
  return `${entry.name}: ${entry.detail}`;
}

/** In JSON, where a quotation mark within a text follows a backslash. */
const secretPattern = /("(?:token|client_secret|access_token|code|ticket)":)"(?:[^"\\]|\\.)*"/g;
const tokenPattern = /(xox[a-z]|xapp)-[\w-]+/g;
const ticketPattern = /(ticket=)[\w-]+/g;

function withoutTokens(text: string): string {
  return text.replace(tokenPattern, '$1-…').replace(ticketPattern, '$1…');
}

/** A copy as JSON, with tokens and secrets masked. */
function loggable(value: unknown): Json {
  const text = JSON.stringify(value ?? null).replace(secretPattern, '$1"…"');
  return JSON.parse(withoutTokens(text)) as Json;
}
