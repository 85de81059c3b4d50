import type { Entry, Scenario } from '../content/entry.ts';
import { type Paragraph, plain } from '../content/markdown.ts';

const sentenceEnd = /(?<=[.?!:]["”’»]?)\s+/;

/** The text of an entry by sentences. */
export function sentencesOf(entry: Entry): string[] {
  const { summary, core, inPractice = [], say = [], avoid = [], external = [] } = entry;
  const skill =
    entry.kind === 'skill' ? [...entry.tips, ...entry.practice.flatMap(scenarioTexts)] : [];
  const paragraphs = [core, inPractice, say, avoid, external, entry.colleague ?? [], skill].flat();
  const details = entry.details.flatMap(({ paragraphs, items }) => [...paragraphs, ...items]);
  const headings = entry.details.map(({ heading }) => heading);
  return [summary, ...headings, ...[...paragraphs, ...details].map(plain)].flatMap((text) =>
    text.split(sentenceEnd),
  );
}

function scenarioTexts({ situation, answers }: Scenario): readonly Paragraph[] {
  return [...situation, ...answers.map(({ answer }) => answer)];
}
