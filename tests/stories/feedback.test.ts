import { describe, expect, test } from 'vitest';
import type { LocalSlack } from '../../playground/server/local-slack.ts';
import { localSlack } from '../../playground/server/local-slack.ts';
import { extraMile, manifest, transports } from './extra-mile.ts';

/** Feedback goes to #general, and Ana has the form for Patience open. */
async function openedForm(transport: (typeof transports)[number], channel = 'general') {
  const slack = await localSlack({ manifest });
  const contentChannel = slack.messages('general')[0]?.channel ?? '';
  const story = await extraMile(transport, {
    slack,
    contentChannel: channel === 'general' ? contentChannel : channel,
  });
  const ana = slack.person('ana');
  await ana.send('random', '/care patience');
  await ana.press(answer(slack), 'More');
  await slack.until(() => answer(slack).text.includes('For a colleague'));
  await ana.press(answer(slack), 'This is unclear');
  const form = await slack.until(() => ana.views()[0]);
  return { ...story, ana, form };
}

function answer(slack: LocalSlack) {
  const found = slack.person('ana').reads('random').at(-1);
  if (!found) throw new Error('there is no answer');
  return found;
}

describe.each(transports)('over %s', (transport) => {
  test('feedback reaches the authors with entry, text and name, and pings nobody', async () => {
    const { slack, ana, form } = await openedForm(transport);
    await ana.submit(form, { remark: 'What if <!channel> the queue *never* ends? @ben' });
    await slack.until(() => JSON.stringify(ana.views()[0]?.blocks).includes('Thank you.'));
    const remark = slack.messages('general').at(-1);
    expect(remark?.text).toContain('Unclear: Patience');
    expect(remark?.text).toContain('skills/patience.md');
    expect(remark?.text).toContain('What if &lt;!channel&gt; the queue *never* ends? @ben');
    expect(JSON.stringify(remark?.blocks)).toContain(`From <@${ana.id}>`);
    expect(slack.refusals()).toEqual([]);
  });

  test('feedback reaches the authors without characters that hide or turn it', async () => {
    const { slack, ana, form } = await openedForm(transport);
    await ana.submit(form, { remark: 'the \u202eeciovni\u202c is\u0000 wrong\u001b[2J' });
    await slack.until(() => JSON.stringify(ana.views()[0]?.blocks).includes('Thank you.'));
    const remark = slack.messages('general').at(-1);
    expect(remark?.text).toContain('the eciovni is wrong[2J');
    expect(JSON.stringify(remark?.blocks)).toContain('the eciovni is wrong[2J');
  });

  test('a search that repeats what was typed repeats no such characters', async () => {
    const { slack, ana } = await openedForm(transport);
    await ana.send('random', '/care zzqq\u202eppkk\u0000vvww');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for control characters.
    expect(answer(slack).text).not.toMatch(/[\u0000\u202e]/);
  });

  test('empty feedback is an error in the form', async () => {
    const { slack, ana, form } = await openedForm(transport);
    await ana.submit(form, { remark: '   ' });
    const { errors } = await slack.until(() =>
      ana.views().find((view) => Object.keys(view.errors).length > 0),
    );
    expect(errors.remark).toContain('Please type a word or two');
  });

  test.each([
    ['cannot be reached', { does: 'drop-before' }],
    ['takes ten seconds', { does: 'delay', ms: 10_000 }],
    ['refuses the channel', { does: 'error', error: 'channel_not_found' }],
  ] as const)('when Slack %s the text comes back to copy, in time', async (_name, fault) => {
    const { slack, ana, form, log } = await openedForm(transport);
    slack.faults.add({ on: 'chat.postMessage', ...fault });
    const delivery = await ana.submit(form, { remark: 'The third tip puzzles me' });
    expect(delivery).toMatchObject({ ok: true });
    expect(JSON.stringify(ana.views()[0]?.blocks)).toContain('The third tip puzzles me');
    expect(log.text()).not.toContain('puzzles');
  });

  test('opens the form before anything else', async () => {
    const { slack } = await openedForm(transport);
    const pressed = slack.traffic.findLastIndex(({ name }) => name === 'block_actions');
    const after = slack.traffic.slice(pressed - 1).filter(({ kind }) => kind === 'web-api');
    expect(after.map(({ name }) => name)).toEqual(['views.open']);
  });
});

test('has no button without a feedback channel', async () => {
  const { slack } = await extraMile('socket');
  const ana = slack.person('ana');
  await ana.send('random', '/care patience');
  await ana.press(answer(slack), 'More');
  await slack.until(() => answer(slack).text.includes('For a colleague'));
  expect(JSON.stringify(answer(slack).blocks)).not.toContain('This is unclear');
});
