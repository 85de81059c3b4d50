import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Deck,
  deckSchema,
  drawNext,
  newDeck,
  type Weights,
} from '../../../src/features/tips/deck.ts';
import { skillOf, type Tip, tipOf } from '../../../src/features/tips/tip.ts';

const tipsOf = (skill: string, count: number): Tip[] =>
  Array.from({ length: count }, (_, number) => tipOf(skill, `Tip ${number + 1} of ${skill}.`));

const skills = Array.from({ length: 16 }, (_, number) => `skill-${number + 1}`);
const library = skills.flatMap((skill) => tipsOf(skill, 6));

/** Up to eight skills with up to nine tips each, in any proportion. */
const libraries = fc
  .array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 })
  .map((counts) => counts.flatMap((count, index) => tipsOf(`skill-${index + 1}`, count)));
const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

function deal(start: Deck, tips: readonly Tip[], count: number, weights?: Weights) {
  const dealt: Tip[] = [];
  let deck = start;
  while (dealt.length < count) {
    const next = drawNext(deck, tips, weights);
    if (!next) break;
    dealt.push(next.tip);
    deck = next.deck;
  }
  return { dealt, deck };
}

function neighbours(dealt: readonly Tip[]): number {
  return dealt.filter((tip, index) => tip.skill === dealt[index - 1]?.skill).length;
}

/** The fewest neighbours of one skill in any order, by trying all of them. */
function fewestNeighbours(counts: readonly number[], last: number, tried = new Map()): number {
  const name = `${counts.join()} ${last}`;
  const known: number | undefined = tried.get(name);
  if (known !== undefined) return known;
  const outcomes = counts.flatMap((count, skill) => {
    if (count === 0) return [];
    const rest = counts.map((other, index) => (index === skill ? other - 1 : other));
    return [(skill === last ? 1 : 0) + fewestNeighbours(rest, skill, tried)];
  });
  const fewest = outcomes.length > 0 ? Math.min(...outcomes) : 0;
  tried.set(name, fewest);
  return fewest;
}

describe('a round', () => {
  test('shows every tip once, then starts again', () => {
    fc.assert(
      fc.property(libraries, chances, (tips, random) => {
        const ids = new Set(tips.map(({ id }) => id));
        let deck = newDeck(random);
        for (let round = 0; round < 3; round += 1) {
          const { dealt, deck: after } = deal(deck, tips, tips.length);
          expect(new Set(dealt.map(({ id }) => id))).toEqual(ids);
          expect(dealt).toHaveLength(ids.size);
          expect(after.round).toBe(round);
          deck = after;
        }
      }),
      { numRuns: 60 },
    );
  });

  test('has the fewest possible neighbours of one skill', () => {
    const small = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(small, chances, (counts, random) => {
        const tips = counts.flatMap((count, index) => tipsOf(`${index}`, count));
        let { deck, dealt } = deal(newDeck(random), tips, tips.length);
        expect(neighbours(dealt)).toBe(fewestNeighbours(counts, -1));
        const last = dealt.at(-1) as Tip;
        ({ deck, dealt } = deal(deck, tips, tips.length));
        expect(neighbours([last, ...dealt])).toBe(fewestNeighbours(counts, Number(last.skill)));
      }),
      { numRuns: 150 },
    );
  });

  test('of sixteen skills has no neighbours of one skill, even between rounds', () => {
    for (const random of [0, 0.25, 0.5, 0.75]) {
      const { dealt } = deal(newDeck(random), library, library.length * 3);
      expect(neighbours(dealt)).toBe(0);
    }
  });

  test('repeats no tip within a quarter of the tips', () => {
    const { dealt } = deal(newDeck(0.3), library, library.length * 4);
    for (const [index, { id }] of dealt.entries()) {
      const lately = dealt.slice(Math.max(0, index - library.length / 4), index);
      expect(lately.map((tip) => tip.id)).not.toContain(id);
    }
  });

  test('works with one skill, and alternates two tips', () => {
    const { dealt } = deal(newDeck(0.3), tipsOf('patience', 6), 18);
    expect(new Set(dealt.slice(6, 12).map(({ id }) => id)).size).toBe(6);
    for (const [index, tip] of dealt.entries()) expect(tip).not.toBe(dealt[index - 1]);

    const [a, b, c] = deal(newDeck(0.3), tipsOf('patience', 2), 3).dealt as [Tip, Tip, Tip];
    expect(b).not.toEqual(a);
    expect(c).toEqual(a);

    const [only] = tipsOf('patience', 1) as [Tip];
    expect(deal(newDeck(0.3), [only], 3).dealt).toEqual([only, only, only]);
  });

  test('draws nothing without tips', () => {
    expect(drawNext(newDeck(0.3), [])).toBeUndefined();
  });
});

describe('the order', () => {
  test('depends on the random, with no fixed place for any tip', () => {
    const places = new Map<string, Set<number>>();
    const orders = new Set<string>();
    for (let seed = 0; seed < 60; seed += 1) {
      const { dealt } = deal(newDeck(seed / 60), library, library.length);
      orders.add(dealt.map(({ id }) => id).join());
      for (const [place, { id }] of dealt.entries())
        places.set(id, (places.get(id) ?? new Set()).add(place));
    }
    expect(orders.size).toBe(60);
    for (const seen of places.values()) expect(seen.size).toBeGreaterThan(30);
  });

  test('differs in each round', () => {
    const first = deal(newDeck(0.3), library, library.length);
    const second = deal(first.deck, library, library.length);
    expect(second.dealt).not.toEqual(first.dealt);
  });

  test('is the same after a restart', () => {
    fc.assert(
      fc.property(libraries, chances, fc.integer({ min: 0, max: 60 }), (tips, random, count) => {
        const { deck } = deal(newDeck(random), tips, count);
        const kept = deckSchema.parse(JSON.parse(JSON.stringify(deck)));
        expect(kept).toEqual(deck);
        expect(drawNext(deck, tips)?.tip).toEqual(drawNext(kept, [...tips].reverse())?.tip);
        expect(deal(kept, tips, 20)).toEqual(deal(deck, tips, 20));
      }),
      { numRuns: 50 },
    );
  });

  test('does not depend on the order of the input', () => {
    const backwards = [...library].reverse();
    expect(deal(newDeck(0.3), backwards, 96).dealt).toEqual(deal(newDeck(0.3), library, 96).dealt);
  });
});

describe('changed content', () => {
  test('adds new tips to the round, drops removed ones and repeats none', () => {
    fc.assert(
      fc.property(
        libraries,
        chances,
        fc.integer({ min: 0, max: 40 }),
        fc.func(fc.boolean()),
        (tips, random, count, stays) => {
          const before = deal(newDeck(random), tips, Math.min(count, tips.length - 1));
          const changed = [...tips.filter(({ id }) => stays(id)), ...tipsOf('skill-new', 2)];
          const shown = new Set(before.dealt.map(({ id }) => id));
          const left = changed.filter(({ id }) => !shown.has(id));
          const after = deal(before.deck, changed, left.length);
          expect(after.dealt).toHaveLength(left.length);
          expect(new Set(after.dealt)).toEqual(new Set(left));
          expect(after.deck.round).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('keeps the next tip, unless a new one comes first', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const { deck } = deal(newDeck(seed / 40), library, seed);
      const next = drawNext(deck, library)?.tip as Tip;
      const without = library.filter(({ id }, index) => id === next.id || index % 3 !== 0);
      expect(drawNext(deck, without)?.tip).toEqual(next);
      const added = tipOf('skill-1', 'A new one.');
      expect([next.id, added.id]).toContain(drawNext(deck, [...library, added])?.tip.id);
    }
  });

  test('treats a reworded tip as new, but ignores spaces', () => {
    const tip = tipOf('patience', 'Count to four before you answer.');
    expect(tipOf('patience', 'Count to five before you answer.').id).not.toBe(tip.id);
    expect(tipOf('self-control', tip.text).id).not.toBe(tip.id);
    expect(tipOf('patience', ' Count to  four\nbefore you answer.').id).toBe(tip.id);
    expect(skillOf(tip.id)).toBe('patience');
  });

  test('keeps what was shown while the plan had fewer skills', () => {
    const start = deal(newDeck(0.3), library, 50);
    const seen = new Set(start.dealt.map(({ id }) => id));
    const narrow = deal(
      start.deck,
      library.filter(({ skill }) => skill === 'skill-3'),
      20,
    );
    const wide = deal(narrow.deck, library, 30);
    for (const { id, skill } of wide.dealt) if (skill !== 'skill-3') expect(seen).not.toContain(id);
  });

  test('keeps the stored deck small', () => {
    let deck = newDeck(0.3);
    for (let year = 0; year < 40; year += 1) {
      const tips = skills.flatMap((skill) => tipsOf(`${skill}-${year}`, 3));
      ({ deck } = deal(deck, tips, 48));
    }
    expect(deck.shown.length).toBeLessThanOrEqual(548);
    expect(JSON.stringify(deck).length).toBeLessThan(20_000);
  });
});

describe('weights', () => {
  const quiet = new Set(['skill-2', 'skill-7', 'skill-11']);
  const lean: Weights = (skill) => (quiet.has(skill) ? 3 : 1);

  /** How often a quiet skill comes, relative to the others, in the first 16 tips. */
  function leaning(weights: Weights): number {
    let [quietTips, others] = [0, 0];
    for (let seed = 0; seed < 200; seed += 1) {
      const { dealt } = deal(newDeck(seed / 200), library, 16, weights);
      for (const { skill } of dealt) {
        if (quiet.has(skill)) quietTips += 1;
        else others += 1;
      }
    }
    return quietTips / quiet.size / (others / (skills.length - quiet.size));
  }

  test('prefer skills, at most three times as often', () => {
    const leant = leaning(lean);
    expect(leant).toBeGreaterThan(1.8);
    expect(leant).toBeLessThanOrEqual(3);
    const even = leaning(() => 1);
    expect(even).toBeGreaterThan(0.9);
    expect(even).toBeLessThan(1.1);
  });

  test('are limited to the range from one to three', () => {
    const dealt = (heavy: number, light: number) =>
      deal(newDeck(0.3), library, 200, (skill) => (quiet.has(skill) ? heavy : light)).dealt;
    expect(dealt(90, 1)).toEqual(dealt(3, 1));
    expect(dealt(3, 0)).toEqual(dealt(3, 1));
    expect(dealt(Number.NaN, 1)).toEqual(dealt(1, 1));
    expect(dealt(3, 3)).toEqual(dealt(1, 1));
    expect(dealt(2, 1)).not.toEqual(dealt(3, 1));
  });

  test('still show every tip once a round, without neighbours', () => {
    const { dealt } = deal(newDeck(0.3), library, library.length * 2, lean);
    for (const round of [dealt.slice(0, library.length), dealt.slice(library.length)]) {
      expect(new Set(round.map(({ id }) => id)).size).toBe(library.length);
    }
    expect(neighbours(dealt)).toBe(0);
  });

  test('may change within a round', () => {
    const { deck } = deal(newDeck(0.3), library, 20);
    const later = deal(deck, library, 12, lean).dealt.filter(({ skill }) => quiet.has(skill));
    const even = deal(deck, library, 12).dealt.filter(({ skill }) => quiet.has(skill));
    expect(later.length).toBeGreaterThan(even.length);
  });
});
