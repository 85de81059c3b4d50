import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historyOf } from '../../../../src/features/shoutouts/records/history.ts';
import {
  addReport,
  closeReport,
  findOverdue,
  openReports,
} from '../../../../src/features/shoutouts/records/reports.ts';
import {
  addShoutout,
  changeShoutout,
  findShoutout,
} from '../../../../src/features/shoutouts/records/repository.ts';
import {
  consentDeadline,
  type Shoutout,
  type Thanked,
} from '../../../../src/features/shoutouts/shoutout.ts';
import {
  answerConsent,
  deleteFor,
  edit,
  expireConsent,
  hide,
  makePrivate,
  release,
  setCard,
  showAgain,
  type Transition,
  witness,
} from '../../../../src/features/shoutouts/transitions.ts';
import { agreement, aShoutout, engines, hour, kept, start, workspace } from './kept.ts';

const wish = (id: string, wants: Thanked['wish'], retell = false): Thanked => ({
  id,
  wish: wants,
  retell,
});

const reason = (by: string) => ({ by, why: 'rude' });

describe.each(engines)('in %s', (engine) => {
  describe('giving', () => {
    test('stores it, in the history of each of its people', async () => {
      const { store } = await kept(engine);
      const shoutout = aShoutout({ people: ['U2', 'U3'] });
      expect(await addShoutout({ store }, workspace, 'V1', shoutout)).toEqual({
        kind: 'given',
        shoutout,
      });
      expect(await findShoutout({ store }, workspace, shoutout.id)).toEqual(shoutout);
      const histories = await Promise.all(
        (['U1', 'U2', 'U3', 'U4'] as const).flatMap((user) =>
          (['given', 'received'] as const).map(async (side) => {
            const { shoutouts } = await historyOf({ store }, { workspace, user, side }, 5);
            return `${user} ${side} ${shoutouts.length}`;
          }),
        ),
      );
      expect(histories.filter((one) => one.endsWith('1'))).toEqual([
        'U1 given 1',
        'U2 received 1',
        'U3 received 1',
      ]);
    });

    test('happens once for the same key, even concurrently', async () => {
      const { store } = await kept(engine);
      const tries = await Promise.all(
        Array.from({ length: 8 }, () => addShoutout({ store }, workspace, 'V1', aShoutout())),
      );
      expect(tries.filter(({ kind }) => kind === 'given')).toHaveLength(1);
      expect(tries.filter(({ kind }) => kind === 'again')).toHaveLength(7);
      const ids = tries.map((one) => ('shoutout' in one ? one.shoutout.id : ''));
      expect(new Set(ids).size).toBe(1);
      // It counts once towards the twenty of the day.
      const others = Array.from({ length: 20 }, (_, number) =>
        addShoutout({ store }, workspace, `W${number}`, aShoutout()),
      );
      const kinds = (await Promise.all(others)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'given')).toHaveLength(19);
    });

    test('accepts the same text an hour later, but no event redelivered a day later', async () => {
      const { store, time } = await kept(engine);
      await addShoutout({ store }, workspace, 'Ev1', aShoutout());
      time.now += hour;
      expect(
        await addShoutout({ store }, workspace, 'Ev2', aShoutout({ at: time.now })),
      ).toMatchObject({
        kind: 'given',
      });
      time.now += 23 * hour;
      expect(
        await addShoutout({ store }, workspace, 'Ev1', aShoutout({ at: time.now })),
      ).toMatchObject({
        kind: 'again',
      });
      const { shoutouts } = await historyOf({ store }, { workspace, user: 'U1', side: 'given' }, 9);
      expect(shoutouts).toHaveLength(2);
    });

    test('does nothing for a key whose shout-out was deleted', async () => {
      const { store } = await kept(engine);
      const shoutout = aShoutout();
      await addShoutout({ store }, workspace, 'V1', shoutout);
      await changeShoutout({ store }, workspace, shoutout.id, deleteFor('U1'));
      expect(await addShoutout({ store }, workspace, 'V1', aShoutout())).toEqual({ kind: 'gone' });
    });

    test('is limited to twenty a day, even concurrently and after deleting', async () => {
      const { store, time } = await kept(engine);
      const presses = Array.from({ length: 25 }, (_, number) => `V${number}`);
      const given = await Promise.all(
        presses.map((press) => addShoutout({ store }, workspace, press, aShoutout())),
      );
      expect(given.filter(({ kind }) => kind === 'given')).toHaveLength(20);
      expect(given.filter(({ kind }) => kind === 'quota-reached')).toHaveLength(5);
      const [first] = given.flatMap((one) => ('shoutout' in one ? [one.shoutout] : []));
      await changeShoutout({ store }, workspace, first?.id ?? '', deleteFor('U1'));
      expect(await addShoutout({ store }, workspace, 'W1', aShoutout())).toEqual({
        kind: 'quota-reached',
      });
      expect(
        await addShoutout({ store }, workspace, 'W2', aShoutout({ from: 'U9' })),
      ).toMatchObject({
        kind: 'given',
      });
      time.now = Date.UTC(2026, 10, 25, 0, 1);
      expect(
        await addShoutout({ store }, workspace, 'W3', aShoutout({ at: time.now })),
      ).toMatchObject({
        kind: 'given',
      });
    });

    test('is invisible to another workspace', async () => {
      const { store } = await kept(engine);
      const shoutout = aShoutout();
      await addShoutout({ store }, workspace, 'V1', shoutout);
      expect(await findShoutout({ store }, 'T2', shoutout.id)).toBeUndefined();
      expect(await addShoutout({ store }, 'T2', 'V1', aShoutout())).toMatchObject({
        kind: 'given',
      });
    });
  });

  describe('changing', () => {
    async function given(wanted: Parameters<typeof aShoutout>[0] = {}) {
      const parts = await kept(engine);
      const shoutout = aShoutout(wanted);
      await addShoutout(parts, workspace, 'V1', shoutout);
      const changing = (decide: Transition) =>
        changeShoutout(parts, workspace, shoutout.id, decide);
      const now = () => findShoutout(parts, workspace, shoutout.id);
      return { ...parts, shoutout, changing, now };
    }
    const anEdit = (text: string, thanked: readonly Thanked[], skill = 'compassion') => ({
      thanks: { people: thanked.map(({ id }) => id), skill, text },
      thanked,
    });
    const newText = (user: string, people: readonly Thanked[]) =>
      edit(user, { ...anEdit('He sat down with them.', people), now: start + hour });

    test('an edit of text, skill and people moves it between histories', async () => {
      const { store, changing, now } = await given({ people: ['U2', 'U3'] });
      await changing(newText('U1', [wish('U3', 'publicly'), wish('U4', 'publicly')]));
      expect(await now()).toMatchObject({
        people: ['U3', 'U4'],
        skill: 'compassion',
        state: 'posted',
        edited: start + hour,
      });
      const received = (user: string) =>
        historyOf({ store }, { workspace, user, side: 'received' }, 5);
      expect((await received('U2')).shoutouts).toEqual([]);
      expect((await received('U4')).shoutouts).toHaveLength(1);
      const { indexes, expected } = await agreement(store);
      expect(indexes).toEqual(expected);
    });

    test('only the giver edits or deletes it', async () => {
      const { changing, shoutout, now } = await given();
      expect(await changing(newText('U2', [wish('U2', 'publicly')]))).toEqual({
        kind: 'unchanged',
        shoutout,
      });
      expect(await changing(deleteFor('U2'))).toEqual({ kind: 'unchanged', shoutout });
      expect(await now()).toEqual(shoutout);
    });

    test('deleting leaves no index or count behind', async () => {
      const { store, changing, shoutout, now } = await given({ people: ['U2', 'U3'] });
      expect(await changing(deleteFor('U1'))).toEqual({
        kind: 'changed',
        before: shoutout,
        after: undefined,
      });
      expect(await changing(deleteFor('U1'))).toEqual({ kind: 'gone' });
      expect(await now()).toBeUndefined();
      const { indexes, weeks } = await agreement(store);
      expect([indexes, weeks]).toEqual([new Map(), new Map()]);
    });

    test('a thanked person makes it private; anybody else can’t', async () => {
      const { changing, store } = await given({ people: ['U2', 'U3'] });
      expect(await changing(makePrivate('U9'))).toMatchObject({ kind: 'unchanged' });
      expect(await changing(makePrivate('U3'))).toMatchObject({
        kind: 'changed',
        after: { state: 'private' },
      });
      expect(await changing(makePrivate('U3'))).toMatchObject({ kind: 'unchanged' });
      const { indexes, expected } = await agreement(store);
      expect(indexes).toEqual(expected);
      expect([...indexes.keys()].filter((name) => name.startsWith('channel/'))).toEqual([]);
    });

    test('records each witness once, without giver and thanked, even concurrently', async () => {
      const { changing, now } = await given();
      const users = Array.from({ length: 30 }, (_, number) => `U${number % 15}`);
      await Promise.all(users.map((user) => changing(witness(user))));
      const { seenBy } = (await now()) as Shoutout;
      const others = Array.from({ length: 15 }, (_, number) => `U${number}`);
      expect(seenBy).toHaveLength(13);
      expect(new Set([...seenBy, 'U1', 'U2'])).toEqual(new Set(others));
    });

    test('waits for everyone who wants to be asked; after one refusal until the week is over', async () => {
      const thanked = [wish('U2', 'ask'), wish('U3', 'publicly'), wish('U4', 'ask')];
      const one = await given({ thanked });
      expect(one.shoutout).toMatchObject({ state: 'waiting', asked: ['U2', 'U4'] });
      expect(await one.changing(answerConsent('U3', 'post'))).toMatchObject({ kind: 'unchanged' });
      await one.changing(answerConsent('U2', 'post'));
      expect(await one.now()).toMatchObject({ state: 'waiting', asked: ['U4'] });
      await one.changing(answerConsent('U4', 'post'));
      expect(await one.now()).toMatchObject({ state: 'posted', asked: [] });

      const other = await given({ thanked });
      await other.changing(answerConsent('U4', 'private'));
      expect(await other.now()).toMatchObject({
        state: 'waiting',
        asked: ['U2'],
        declined: ['U4'],
      });
      await other.changing(answerConsent('U2', 'post'));
      expect(await other.now()).toMatchObject({ state: 'waiting', asked: [] });
      await other.changing(expireConsent);
      expect(await other.now()).toMatchObject({ state: 'private', declined: ['U4'] });
    });

    test('whoever declined takes it back, and nobody for them', async () => {
      const thanked = [wish('U2', 'ask'), wish('U3', 'ask')];
      const showing = { thanked, now: start + hour };
      const { changing, now } = await given({ thanked });
      await changing(answerConsent('U2', 'post'));
      await changing(answerConsent('U3', 'private'));
      for (const user of ['U1', 'U2', 'U9'])
        expect(await changing(showAgain(user, showing))).toMatchObject({ kind: 'unchanged' });
      await changing(showAgain('U3', showing));
      expect(await now()).toMatchObject({ state: 'posted', declined: [], agreed: ['U2', 'U3'] });
      await changing(makePrivate('U2'));
      expect(await changing(showAgain('U1', showing))).toMatchObject({ kind: 'unchanged' });
      await changing(showAgain('U2', showing));
      expect(await now()).toMatchObject({ state: 'posted' });
      await changing(makePrivate('U1'));
      expect(await changing(showAgain('U2', showing))).toMatchObject({ kind: 'unchanged' });
      await changing(showAgain('U1', showing));
      expect(await now()).toMatchObject({ state: 'posted', declined: [] });
    });

    test('silence can be taken back after the week, by everyone for themselves', async () => {
      const thanked = [wish('U2', 'ask'), wish('U3', 'ask')];
      const { changing, now } = await given({ thanked });
      await changing(expireConsent);
      const later = start + 8 * 24 * hour;
      await changing(showAgain('U2', { thanked, now: later }));
      expect(await now()).toMatchObject({ state: 'waiting', declined: ['U3'] });
      await changing(showAgain('U3', { thanked, now: later }));
      expect(await now()).toMatchObject({ state: 'posted' });
    });

    test('a giver who takes somebody out learns nothing about their answer', async () => {
      const thanked = [wish('U2', 'ask'), wish('U3', 'publicly')];
      for (const answer of [undefined, 'private'] as const) {
        const { changing, now } = await given({ thanked });
        if (answer) await changing(answerConsent('U2', answer));
        await changing(newText('U1', thanked));
        expect([answer, await now()]).toMatchObject([answer, { state: 'waiting' }]);
        await changing(newText('U1', [wish('U3', 'publicly')]));
        expect([answer, await now()]).toMatchObject([answer, { state: 'posted' }]);
      }
    });

    test('a card waits for a person thanked for the first time, who may decline', async () => {
      const newUntil = start + 600_000;
      const thanked = [{ ...wish('U2', 'publicly'), newUntil }];
      const showing = { thanked: [wish('U2', 'publicly')], now: newUntil };
      const one = await given({ thanked });
      expect(one.shoutout).toMatchObject({ state: 'waiting', showAt: newUntil });
      expect(await one.changing(release({ ...showing, now: newUntil - 1 }))).toMatchObject({
        kind: 'unchanged',
      });
      await one.changing(release(showing));
      expect(await one.now()).toMatchObject({ state: 'posted' });
      const other = await given({ thanked });
      await other.changing(makePrivate('U2'));
      await other.changing(release(showing));
      expect(await other.now()).toMatchObject({ state: 'waiting', declined: ['U2'] });
      const third = await given({ thanked });
      await third.changing(release({ ...showing, thanked: [wish('U2', 'privately')] }));
      expect(await third.now()).toMatchObject({ state: 'waiting', declined: ['U2'] });
    });

    test('becomes private after a week without an answer', async () => {
      const { store, clock, time, changing, now, shoutout } = await given({
        thanked: [wish('U2', 'ask')],
      });
      expect(consentDeadline(shoutout)).toBe(start + 7 * 24 * hour);
      time.now = consentDeadline(shoutout) - 1;
      expect(await findOverdue({ store, clock }, workspace)).toEqual([]);
      time.now += 1;
      expect(await findOverdue({ store, clock }, workspace)).toEqual([shoutout.id]);
      await changing(expireConsent);
      expect(await now()).toMatchObject({ state: 'private' });
      expect(await findOverdue({ store, clock }, workspace)).toEqual([]);
    });

    test('applies the strictest wish, also of a person added later', async () => {
      const thanked = [wish('U2', 'ask'), wish('U3', 'privately')];
      expect(aShoutout({ thanked })).toMatchObject({ state: 'waiting', declined: ['U3'] });
      const { changing, now } = await given();
      await changing(newText('U1', [wish('U2', 'publicly'), wish('U5', 'ask')]));
      expect(await now()).toMatchObject({ state: 'waiting', asked: ['U5'] });
      await changing(newText('U1', [wish('U2', 'publicly')]));
      expect(await now()).toMatchObject({ state: 'posted', asked: [] });
      await changing(newText('U1', [wish('U6', 'privately')]));
      expect(await now()).toMatchObject({ state: 'waiting', declined: ['U6'] });
    });

    test('an edit asks people again who agreed to the words of before', async () => {
      const { changing, now } = await given({ thanked: [wish('U2', 'ask')] });
      await changing(answerConsent('U2', 'post'));
      await changing(newText('U1', [wish('U2', 'ask')]));
      expect(await now()).toMatchObject({ state: 'waiting', asked: ['U2'] });
      await changing(answerConsent('U2', 'post'));
      expect(await now()).toMatchObject({ state: 'posted', asked: [] });
      // She no longer wants to be asked, but she was asked about this one.
      await changing(edit('U1', { ...anEdit('Anew.', [wish('U2', 'publicly')]), now: start }));
      expect(await now()).toMatchObject({ state: 'waiting', asked: ['U2'] });
    });

    test('every change of what the card shows is asked about', async () => {
      const agreed = anEdit('She waited with a lost child.', [wish('U2', 'ask')], 'patience');
      const [U2, U3] = [wish('U2', 'ask'), wish('U3', 'publicly')];
      const edits = {
        nothing: agreed,
        text: { ...agreed, thanks: { ...agreed.thanks, text: 'She waited for him.' } },
        skill: { ...agreed, thanks: { ...agreed.thanks, skill: 'compassion' } },
        detail: { ...agreed, thanks: { ...agreed.thanks, where: 'phone' as const } },
        people: anEdit(agreed.thanks.text, [U2, U3], 'patience'),
      };
      for (const [what, change] of Object.entries(edits)) {
        const { changing, now } = await given({ thanked: [U2] });
        await changing(answerConsent('U2', 'post'));
        await changing(edit('U1', { ...change, now: start + hour }));
        const state = what === 'nothing' ? 'posted' : 'waiting';
        expect([what, await now()]).toMatchObject([what, { state }]);
      }
    });

    test('an edit applies the wishes of today to people thanked before', async () => {
      const { changing, now } = await given();
      await changing(newText('U1', [wish('U2', 'ask')]));
      expect(await now()).toMatchObject({ state: 'waiting', asked: ['U2'] });
      await changing(edit('U1', { ...anEdit('Anew.', [wish('U2', 'privately')]), now: start }));
      expect(await now()).toMatchObject({ state: 'waiting', asked: [], declined: ['U2'] });
    });

    test('edits and agreements at once never post words without agreement', async () => {
      const { changing, now } = await given({ thanked: [wish('U2', 'ask')] });
      for (let round = 0; round < 20; round += 1) {
        const { text, edited } = (await now()) as Shoutout;
        const changed = `He sat down with them ${round}.`;
        const agree: Transition = (before) =>
          before.edited === edited ? answerConsent('U2', 'post')(before) : undefined;
        const change = edit('U1', { ...anEdit(changed, [wish('U2', 'ask')]), now: start });
        await Promise.all(
          round % 2 ? [agree, change].map(changing) : [change, agree].map(changing),
        );
        expect(await now()).toMatchObject({ state: 'waiting', asked: ['U2'], text: changed });
        expect(changed).not.toBe(text);
      }
    });

    test('an edit gives a week again to answer', async () => {
      const { store, clock, time, changing, now } = await given({ thanked: [wish('U2', 'ask')] });
      const day = 24 * hour;
      await changing(edit('U1', { ...anEdit('Anew.', [wish('U2', 'ask')]), now: start + 6 * day }));
      time.now = start + 13 * day - 1;
      expect(await findOverdue({ store, clock }, workspace)).toEqual([]);
      expect(consentDeadline((await now()) as Shoutout)).toBe(start + 13 * day);
    });

    test('keeps one report of each person, and deletes them with the shout-out', async () => {
      const { store, clock, shoutout, changing } = await given();
      const { id } = shoutout;
      expect(await addReport({ store, clock }, workspace, id, reason('U5'))).toBe(true);
      expect(await addReport({ store, clock }, workspace, id, reason('U5'))).toBe(false);
      expect(await addReport({ store, clock }, workspace, id, reason('U6'))).toBe(true);
      expect(await openReports({ store }, workspace)).toEqual([
        { id, since: start, by: ['U5', 'U6'], reasons: [reason('U5'), reason('U6')] },
      ]);
      await closeReport({ store, clock }, workspace, id, 'hide');
      expect(await openReports({ store }, workspace)).toEqual([]);
      expect(await addReport({ store, clock }, workspace, id, reason('U5'))).toBe(true);
      await changing(deleteFor('U1'));
      expect(await openReports({ store }, workspace)).toEqual([]);
      expect(await addReport({ store, clock }, workspace, id, reason('U5'))).toBeUndefined();
    });

    test('a person reports it once, until it is edited, after it was left as it is', async () => {
      const { store, clock, time, shoutout, changing } = await given();
      const report = (user: string) =>
        addReport({ store, clock }, workspace, shoutout.id, reason(user));
      const leave = () => closeReport({ store, clock }, workspace, shoutout.id, 'leave');
      expect(await report('U5')).toBe(true);
      await leave();
      expect(await report('U5')).toBe(false);
      expect(await openReports({ store }, workspace)).toEqual([]);
      expect(await report('U6')).toBe(true);
      await leave();
      time.now += hour;
      await changing(edit('U1', { ...anEdit('Anew.', [wish('U2', 'publicly')]), now: time.now }));
      expect(await report('U5')).toBe(true);
    });

    test('a hidden shout-out stays hidden after an edit', async () => {
      const { store, changing, now } = await given();
      await changing(hide);
      expect(
        (await historyOf({ store }, { workspace, user: 'U2', side: 'received' }, 5)).shoutouts,
      ).toEqual([]);
      expect(await changing(newText('U1', [wish('U2', 'publicly')]))).toMatchObject({
        kind: 'unchanged',
      });
      expect(await changing(makePrivate('U2'))).toMatchObject({ kind: 'unchanged' });
      expect(await now()).toMatchObject({ state: 'hidden' });
    });

    test('records and clears its card', async () => {
      const { changing, now, shoutout } = await given();
      await changing(setCard({ channel: 'C1', ts: '1.2' }));
      expect(await now()).toMatchObject({ card: { channel: 'C1', ts: '1.2' } });
      await changing(setCard(undefined));
      expect(await now()).toEqual(shoutout);
    });
  });

  test('indexes and weekly counts match the shout-outs after any concurrent changes', async () => {
    const user = fc.constantFrom('U1', 'U2', 'U3', 'U4');
    const thanked = fc.uniqueArray(
      fc.record({
        id: user,
        wish: fc.constantFrom<Thanked['wish']>('publicly', 'publicly', 'ask', 'privately'),
        retell: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3, selector: ({ id }) => id },
    );
    const skill = fc.constantFrom('patience', 'compassion');
    const days = fc.integer({ min: 0, max: 6 });
    const giving = fc.record({
      what: fc.constant('give' as const),
      from: user,
      thanked,
      skill,
      days,
      channel: fc.constantFrom('C1', 'C2', undefined),
    });
    const changing = fc.record({
      what: fc.constantFrom('edit', 'delete', 'private', 'answer', 'hide', 'saw' as const),
      user,
      which: fc.nat(10),
      thanked,
      skill,
    });
    const batches = fc.array(fc.array(fc.oneof(giving, changing), { minLength: 1, maxLength: 4 }), {
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(batches, async (rounds) => {
        const { store } = await kept(engine);
        const ids: string[] = [];
        let presses = 0;
        for (const batch of rounds) {
          await Promise.all(
            batch.map(async (step) => {
              if (step.what === 'give') {
                const shoutout = aShoutout({
                  ...step,
                  at: start - step.days * 24 * hour + 24 * hour,
                });
                presses += 1;
                await addShoutout({ store }, workspace, `V${presses}`, shoutout);
                ids.push(shoutout.id);
                return;
              }
              const thanks = {
                people: step.thanked.map(({ id }) => id),
                skill: step.skill,
                text: 'He sat down with them.',
              };
              const transition: Transition = {
                edit: (before: Shoutout) =>
                  edit(before.from ?? '', { thanks, thanked: step.thanked, now: start })(before),
                delete: (before: Shoutout) => deleteFor(before.from ?? '')(before),
                private: makePrivate(step.user),
                answer: answerConsent(step.user, 'post'),
                hide,
                saw: witness(step.user),
              }[step.what];
              await changeShoutout(
                { store },
                workspace,
                ids[step.which % (ids.length || 1)] ?? 'none',
                transition,
              );
            }),
          );
        }
        const { indexes, expected, weeks, counts } = await agreement(store);
        expect(indexes).toEqual(expected);
        expect(weeks).toEqual(counts);
      }),
      { numRuns: engine === 'memory' ? 60 : 15 },
    );
  });
});
