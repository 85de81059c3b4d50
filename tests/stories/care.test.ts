import { describe, expect, test } from 'vitest';
import type { MessageView } from '../../playground/protocol.ts';
import { buildLibrary } from '../content/build-library.ts';
import { filesWith, fileWith } from '../content/files.ts';
import { inDoubt } from '../signposts/in-doubt.ts';
import { brokenContent, extraMile, ownContent, transports } from './extra-mile.ts';

const last = (messages: readonly MessageView[]): MessageView => {
  const message = messages.at(-1);
  if (!message) throw new Error('there is no message');
  return message;
};

describe.each(transports)('over %s', (transport) => {
  test('/care patience shows the skill in private', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    const before = slack.messages('general').length;
    const delivery = await ana.send('general', '/care patience');
    expect(delivery).toMatchObject({ ok: true });
    const answer = last(ana.reads('general'));
    expect(answer).toMatchObject({
      ephemeral: true,
      text: expect.stringContaining('Skill 12 of 16\nPatience'),
    });
    expect(slack.messages('general')).toHaveLength(before);
    expect(slack.refusals()).toEqual([]);
  });

  test('a call for help gets its signpost, without weak guesses below it', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    await ana.send('general', '/care a customer collapsed and is not breathing');
    const answer = last(ana.reads('general'));
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toMatch(
      /^Safety first\nSomebody is hurt or ill\nCall your emergency number/,
    );
    expect(answer.text).toContain('• Compassion for customers');
    expect(answer.text).not.toContain('On your words I also found:');
    await ana.send('general', '@Extra Mile a customer has a knife');
    const mentioned = await slack.until(() =>
      ana.reads('general').find(({ text }) => text.includes('A threat, a weapon or an attack')),
    );
    expect(mentioned.ephemeral).toBe(true);
    await ana.send('general', '/shoutout @ben #patience for staying calm when a man had a knife');
    expect(last(ana.reads('general')).text).not.toContain('Safety first');
    expect(slack.refusals()).toEqual([]);
  });

  test('a signpost for safety stays when an entry below it is opened', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    await ana.send('general', '/care patience, a customer has a knife');
    const answer = last(ana.reads('general'));
    for (const label of ['Share here', 'More', 'Practice']) {
      await expect(ana.press(answer, label)).rejects.toThrow('There is no control');
    }
    await ana.press(answer, 'Self-control');
    const entry = await slack.until(() =>
      ana.reads('general').find(({ text }) => /Skill \d+ of 16\nSelf-control/.test(text)),
    );
    expect(entry).toMatchObject({ ephemeral: true });
    expect(entry.ts).not.toBe(answer.ts);
    expect(ana.reads('general').map(({ text }) => text)).toContain(answer.text);
    expect(slack.refusals()).toEqual([]);
  });

  test('what may be a call for help gets a button below its answer that opens the signpost', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    const danger = 'Is somebody hurt or in danger?';
    for (const [place, typed] of [
      ['general', `/care ${inDoubt}`],
      ['general', `@Extra Mile ${inDoubt}`],
      ['Extra Mile', inDoubt],
    ] as const) {
      const before = ana.reads(place).length;
      await ana.send(place, typed);
      const answer = await slack.until(() =>
        ana
          .reads(place)
          .slice(before)
          .find(({ text }) => text.endsWith(`• ${danger}`)),
      );
      expect(answer.text).not.toContain('Safety first');
      await ana.press(answer, danger);
      const signpost = await slack.until(() =>
        ana
          .reads(place)
          .slice(before)
          .find(({ text }) => text.startsWith('Safety first\nA child or an adult who may be')),
      );
      expect(signpost.ephemeral).toBe(true);
      expect(ana.reads(place).map(({ text }) => text)).toContain(answer.text);
    }
    for (const ordinary of ['patience', 'customer waits in the queue too long', '']) {
      await ana.send('general', `/care ${ordinary}`);
      expect(last(ana.reads('general')).text).not.toContain(danger);
    }
    expect(slack.refusals()).toEqual([]);
  });

  test('below the answer to a person who thinks of suicide there is no button', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    await ana.send('general', '/care I want to die');
    const { text, blocks } = last(ana.reads('general'));
    expect(text).toContain('Only you see this answer.');
    expect(JSON.stringify(blocks)).not.toContain('"action_id"');
    expect(slack.refusals()).toEqual([]);
  });

  test('/care shows the menu, which leads to every section and back', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    await ana.send('general', '/care');
    const menu = last(ana.reads('general'));
    await ana.press(menu, 'Skills (16)');
    const list = await slack.until(() =>
      ana.reads('general').find(({ text }) => text.includes('• Patience')),
    );
    await ana.press(list, 'Patience');
    const skill = await slack.until(() =>
      ana.reads('general').find(({ text }) => text.includes('Skill 12 of 16')),
    );
    expect(skill.ts).toBe(menu.ts);
    expect(slack.refusals()).toEqual([]);
  });

  test.each([
    ['Practice', 'What would you do?'],
    ['A care tip', 'Care tip · '],
    ['My moments', 'Thanks you received'],
    ['Tips here', 'There are no tips in this channel yet'],
    ['Care seen here', 'Care seen in this channel'],
    ['Help', 'How to ask'],
  ])('the private menu leads to other features: %s', async (label, said) => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    await ana.send('general', '/care');
    await ana.press(last(ana.reads('general')), label);
    await slack.until(() => last(ana.reads('general')).text.includes(said));
    await ana.send('general', '/care');
    await ana.press(last(ana.reads('general')), 'Give a shout-out');
    const form = await slack.until(() =>
      ana.views().find(({ title }) => title?.text === 'Give a shout-out'),
    );
    const { channel } = last(ana.reads('general'));
    expect(JSON.stringify(form.blocks)).toContain(`"initial_conversation":"${channel}"`);
    await ana.press(last(ana.reads('general')), 'Share here');
    const shared = await slack.until(() =>
      slack.messages('general').find(({ text }) => text.includes('Shared by')),
    );
    await expect(ana.press(shared, label)).rejects.toThrow('There is no control');
    expect(slack.refusals()).toEqual([]);
  });

  test.each([
    ['skills', '• Self-control'],
    ['rules', "• It's all about emotions"],
    ['principles', '• Proactive'],
    ['guidelines', '• The security check'],
    ['rule', "• It's all about emotions"],
    ['skill', '• Self-control'],
    ['prinicples', '• Proactive'],
    ['Guidelnes', '• The security check'],
    ['skills gap in the team', 'Competent employees'],
    ['help', 'How to ask'],
    ['help practice', 'a scene to think through'],
    ['help my-data', 'what I keep about you'],
    ['help privacy', 'Who sees what'],
    ['help me', 'Spelling mistakes are fine'],
    ['help tips', '/care tips pause until'],
    ['help shoutout', 'Up to ten people'],
    ['menu', 'What can I help with?'],
    ['/care : skills', '• Self-control'],
    ['help.', 'How to ask'],
    ['HELP!', 'How to ask'],
    ['help, please!', 'How to ask'],
    ['rules.', "• It's all about emotions"],
    ['“about”', 'Version 0.0.0, with 41 entries'],
    ['*skills*', '• Self-control'],
    ['ｓｋｉｌｌｓ', '• Self-control'],
    ['ski\u200blls\u2060', '• Self-control'],
    ['tips?', 'There are no tips in this channel yet'],
    ['tips help', '/care tips holidays Portugal'],
    ['tips me help', '/care tips holidays Portugal'],
    ['shoutout help', 'Up to ten people'],
    ['me.', 'Thanks you received'],
    ['coverage…', 'seen'],
    ['practice: patience', 'Practice · Patience'],
    ['help :pray:', 'How to ask'],
    [':+1:', 'I found nothing for "👍"'],
    [':rage: customer', 'Self-control'],
    ['help constructor', 'These come closest to "help constructor"'],
    ['about', 'Version 0.0.0, with 41 entries'],
    ['admn', 'If you mean a command, type "/care admin".'],
    ['ádmn', 'If you mean a command, type "/care admin".'],
    ['customer is shouting', 'Self-control'],
    ['WARM WELCOM', 'A warm welcome'],
    ['help a customer carry a bag', 'Small courtesies'],
  ])('/care %s says “%s”', async (words, said) => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    await ana.send('general', `/care ${words}`);
    expect(last(ana.reads('general')).text).toContain(said);
    expect(slack.refusals()).toEqual([]);
  });

  test('a search without results shows the menu and the typed text', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    await ana.send('general', '/care qqqq <@UQQQQ> *x* &amp;');
    const answer = last(ana.reads('general'));
    expect(answer.text).toContain('I found nothing for "qqqq &lt;@UQQQQ&gt; *x* &amp;amp;"');
    expect(JSON.stringify(answer.blocks)).toContain(
      '"text":"I found nothing for \\"qqqq <@UQQQQ> *x* &amp;\\"',
    );
    expect(JSON.stringify(answer.blocks)).not.toContain('mrkdwn');
    await ana.send('general', '/care customer <!channel> *x* &amp;');
    expect(last(ana.reads('general')).text).toContain(
      'These come closest to "customer &lt;!channel&gt; *x* &amp;amp;"',
    );
  });

  test.each([
    ['four thousand characters', 'angry '.repeat(666)],
    ['emoji only', '🙂🙃 👨‍👩‍👧'],
    ['right-to-left text', 'الزبون غاضب \u202Egnirts'],
    ['control characters', 'angry\u0000\u0007\u001b[31m'],
    [
      'mentions, broadcasts and links',
      '<!channel> <!subteam^S1|x> <@U1|ana> <#C1|x> <https://evil.example|good.example>',
    ],
    ['markup', '*bold* _it_ ~no~ `code` ```block``` > quote'],
    ['half a character', `${'a'.repeat(119)}😀`],
  ])('a search for %s gets a normal answer', async (_name, words) => {
    const { slack, log } = await extraMile(transport);
    const ana = slack.person('ana');
    expect(await ana.send('general', `/care ${words}`)).toMatchObject({ ok: true });
    const { text, blocks } = last(ana.reads('general'));
    expect(text).not.toMatch(/<[!@#]|<http/);
    expect(text.isWellFormed()).toBe(true);
    expect(JSON.stringify(blocks)).not.toContain('mrkdwn');
    expect(log.lines).toContainEqual(expect.objectContaining({ outcome: 'answered' }));
    expect(slack.refusals()).toEqual([]);
  });

  test('a text that is longer than any command is refused, and handed back', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    const typed = `${'x'.repeat(4500)} é${'y'.repeat(6500)}`;
    await ana.send('general', `/care ${typed}`);
    const { text, blocks } = last(ana.reads('general'));
    expect(text).toContain('That is 11002 characters, and I read at most 8000.');
    expect(JSON.stringify(blocks).match(/[xyé]/g)?.length).toBeGreaterThan(11_000);
    expect(slack.refusals()).toEqual([]);
  });

  test('content with control characters is shown as text', async () => {
    const hostile = '<!channel> <https://evil.example|good> & *now* `x`';
    const file = fileWith('skills/patience.md', /summary: .*/, `summary: '${hostile}'`)
      .replace('title: Patience', "title: '<@U1> Patience'")
      .replace('## In practice\n\n- ', `## In practice\n\n- ${hostile} `);
    const library = buildLibrary(filesWith({ 'skills/patience.md': file }));
    const { slack } = await extraMile(transport, { content: { ...ownContent, library } });
    const ana = slack.person('ana');
    await ana.send('general', '/care queue');
    const answer = last(ana.reads('general'));
    expect(answer.text).toContain('&lt;!channel&gt; &lt;https://evil.example|good&gt; &amp; *now*');
    expect(answer.text).not.toMatch(/<[!@#]|<http/);
    await ana.press(answer, 'Share here');
    const shared = await slack.until(() =>
      slack.messages('general').find(({ text }) => text.includes('Shared by')),
    );
    expect(shared.text.replace(`<@${ana.id}>`, '')).not.toMatch(/<[!@#]|<http/);
    expect(slack.refusals()).toEqual([]);
  });

  test('More shows the whole entry, Next the next one, and related ones open', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    await ana.send('general', '/care patience');
    const short = last(ana.reads('general'));
    const shown = () => last(ana.reads('general')).text;
    await ana.press(short, 'More');
    await slack.until(() => shown().includes('For a colleague'));
    await ana.press(last(ana.reads('general')), 'Self-control');
    await slack.until(() => shown().includes('Skill 10 of 16'));
    await ana.press(last(ana.reads('general')), 'Next');
    await slack.until(() => shown().includes('Skill 11 of 16'));
    await ana.press(last(ana.reads('general')), 'Previous');
    await slack.until(() => shown().includes('Skill 10 of 16'));
    expect(ana.reads('general').filter(({ ephemeral }) => ephemeral)).toHaveLength(1);
    expect(slack.refusals()).toEqual([]);
  });

  test('an entry opens at the section that the question is about, also when it is shared', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    const section = "When somebody can't hear, see, read or walk well";
    await ana.send('general', '/care wheelchair');
    const short = last(ana.reads('general'));
    expect(short.text).toMatch(/Convenience of customers\n[^•]*When somebody can't hear/);
    expect(short.text).not.toContain('In practice');
    await ana.press(short, 'More');
    await slack.until(() => last(ana.reads('general')).text.includes('In practice'));
    await ana.press(last(ana.reads('general')), 'Less');
    await slack.until(() => !last(ana.reads('general')).text.includes('In practice'));
    expect(last(ana.reads('general')).text).toContain(section);
    await ana.press(last(ana.reads('general')), 'Share here');
    await slack.until(() => slack.messages('general').some(({ text }) => text.includes(section)));
    expect(slack.refusals()).toEqual([]);
  });

  test('Share here posts the entry once and says who shared it', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    await ana.send('random', '/care patience');
    const answer = last(ana.reads('random'));
    await Promise.all([ana.press(answer, 'Share here'), ana.press(answer, 'Share here')]);
    await slack.until(() =>
      last(ana.reads('random').filter(({ ephemeral }) => ephemeral)).text.includes('Shared here'),
    );
    const shared = slack.messages('random').filter(({ text }) => text.includes('Patience'));
    expect(shared).toHaveLength(1);
    expect(JSON.stringify(shared[0]?.blocks)).toContain(`Shared by <@${ana.id}>`);
  });

  test.each([
    ['skills', '• Patience', 'Patience', 'Skill 12 of 16'],
    ['', 'What can I help with?', 'Skills (16)', '• Patience'],
  ])(
    'Share here posts the answer of /care %s, whose buttons answer in private',
    async (words, said, label, opened) => {
      const { slack } = await extraMile(transport);
      const [ana, ben] = [slack.person('ana'), slack.person('ben')];
      await ana.send('random', `/care ${words}`);
      await ana.press(last(ana.reads('random')), 'Share here');
      const own = await slack.until(() =>
        ana
          .reads('random')
          .find(({ ephemeral, text }) => ephemeral && text.includes('Shared here')),
      );
      await expect(ana.press(own, 'Share here')).rejects.toThrow('There is no control Share here');
      const shared = last(slack.messages('random').filter(({ text }) => text.includes(said)));
      expect(shared.text).toContain(`Shared by <@${ana.id}>`);
      await ben.press(shared, label);
      const answer = await slack.until(() =>
        ben.reads('random').find(({ ephemeral }) => ephemeral),
      );
      expect(answer.text).toContain(opened);
      expect(slack.messages('random').find(({ ts }) => ts === shared.ts)).toEqual(shared);
      expect(slack.refusals()).toEqual([]);
    },
  );

  test.each(['help', 'help practice'])('/care %s can be shared too', async (words) => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    await ana.send('random', `/care ${words}`);
    const answer = last(ana.reads('random'));
    await ana.press(answer, 'Share here');
    const shared = await slack.until(() =>
      slack.messages('random').find(({ text }) => text.includes('Shared by')),
    );
    expect(shared.text).toBe(`${answer.text}\nShared by <@${ana.id}>`);
    expect(slack.refusals()).toEqual([]);
  });

  test('an answer that repeats typed text can’t be shared', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    await ana.send('random', '/care qqqq');
    const answer = last(ana.reads('random'));
    await expect(ana.press(answer, 'Share here')).rejects.toThrow('There is no control');
  });

  test('shares another entry right after, and retries a failed share', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    const answer = () => last(ana.reads('random').filter(({ ephemeral }) => ephemeral));
    const shared = () => slack.messages('random').filter(({ text }) => text.includes('Shared by'));
    await ana.send('random', '/care patience');
    slack.faults.add({ on: 'response_url', does: 'status', status: 500 });
    await ana.press(answer(), 'Share here');
    const apology = await slack.until(() =>
      ana.reads('random').find(({ text }) => text.includes('did not arrive')),
    );
    expect(apology.text).toContain('try again');
    const first = ana.reads('random').find(({ text }) => text.includes('Skill 12 of 16'));
    if (!first) throw new Error('the answer is gone');
    await ana.press(first, 'Share here');
    await slack.until(() => shared().length === 1);
    const second = await slack.until(() =>
      ana.reads('random').find(({ text }) => text.includes('Shared here')),
    );
    await ana.press(second, 'Next');
    const next = await slack.until(() =>
      ana.reads('random').find(({ text }) => text.includes('Skill 13 of 16')),
    );
    await ana.press(next, 'Share here');
    await slack.until(() => shared().length === 2);
    expect(shared().map(({ text }) => text.split('\n')[1])).toEqual([
      'Patience',
      'Product and service knowledge',
    ]);
  });

  test('a button of a shared entry answers in private', async () => {
    const { slack } = await extraMile(transport);
    const [ana, ben] = [slack.person('ana'), slack.person('ben')];
    await ana.send('general', '/care patience');
    await ana.press(last(ana.reads('general')), 'Share here');
    const shared = await slack.until(() =>
      slack.messages('general').find(({ text }) => text.includes('Patience')),
    );
    await ben.press(shared, 'More');
    const answer = await slack.until(() => ben.reads('general').find(({ ephemeral }) => ephemeral));
    expect(answer.text).toContain('For a colleague');
    expect(slack.messages('general').find(({ ts }) => ts === shared.ts)).toEqual(shared);
  });

  test('a mention is answered in its thread, in private', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    await ana.send('general', 'A customer is shouting at the desk');
    const { ts } = last(slack.messages('general'));
    await ana.send('general', '@Extra Mile self-control', { thread_ts: ts });
    const answer = await slack.until(() => ana.reads('general').find(({ ephemeral }) => ephemeral));
    expect(answer).toMatchObject({
      thread_ts: ts,
      text: expect.stringContaining('Skill 10 of 16'),
    });
    expect(slack.refusals()).toEqual([]);
  });

  test('a direct message needs no command, and buttons work there', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    await ana.send('Extra Mile', '@Extra Mile: self-control');
    const answer = await slack.until(() =>
      ana.reads('Extra Mile').find(({ text }) => text.includes('Skill 10 of 16')),
    );
    await ana.press(answer, 'Next');
    await slack.until(() =>
      ana.reads('Extra Mile').find(({ text }) => text.includes('Skill 11 of 16')),
    );
    expect(ana.reads('Extra Mile')).toHaveLength(2);
    expect(slack.refusals()).toEqual([]);
  });

  test('a share from a thread stays in the thread', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    await ana.send('general', 'Any advice?');
    const { ts } = last(slack.messages('general'));
    await ana.send('general', '@Extra Mile patience', { thread_ts: ts });
    const answer = await slack.until(() => ana.reads('general').find(({ ephemeral }) => ephemeral));
    await ana.press(answer, 'Share here');
    const shared = await slack.until(() =>
      slack.messages('general').find(({ text }) => text.includes('Skill 12 of 16')),
    );
    expect(shared.thread_ts).toBe(ts);
  });

  test('answers an event once that Slack delivers twice', async () => {
    const { slack } = await extraMile(transport);
    const ana = slack.person('ana');
    slack.faults.add({ on: 'app_mention', does: 'twice' });
    await ana.send('general', '@Extra Mile patience');
    await slack.until(
      () => slack.traffic.filter(({ name }) => name === 'app_mention').length === 2,
    );
    await ana.send('general', '@Extra Mile rules');
    await slack.until(() =>
      ana.reads('general').find(({ text }) => text.includes("• It's all about")),
    );
    expect(slack.traffic.filter(({ name }) => name === 'chat.postEphemeral')).toHaveLength(2);
  });

  test('a failed command gets an apology with the typed text', async () => {
    const { slack, log } = await extraMile(transport, { content: brokenContent });
    const ana = slack.person('ana');
    const delivery = await ana.send('general', '/care my customer is crying');
    expect(delivery).toMatchObject({ ok: true });
    expect(last(ana.reads('general')).text).toMatch(
      /Nothing was lost[\s\S]*\/care my customer is crying/,
    );
    expect(log.lines).toContainEqual(expect.objectContaining({ what: 'care', outcome: 'failed' }));
    expect(log.text()).not.toContain('crying');
  });

  test('a failed button gets an apology and keeps the message', async () => {
    const { slack } = await extraMile(transport, { content: brokenContent });
    const ana = slack.person('ana');
    await ana.send('general', '/care skills');
    const list = last(ana.reads('general'));
    await ana.press(list, 'Patience');
    await slack.until(() => ana.reads('general').find(({ text }) => text.includes('went wrong')));
    expect(ana.reads('general')).toContainEqual(list);
  });
});
