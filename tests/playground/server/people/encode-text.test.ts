import { expect, test } from 'vitest';
import { stoppedClock } from '../../../../playground/server/clock.ts';
import { encodeTyped } from '../../../../playground/server/people/encode-text.ts';
import { buildWorkspace } from '../../../../playground/server/state/build-workspace.ts';
import { idGenerator } from '../../../../playground/server/state/id-generator.ts';
import { kitchen, noon, teaManifest } from '../rig.ts';

const clock = stoppedClock(noon);
const workspace = buildWorkspace(
  {
    ids: idGenerator(clock),
    clock,
    manifest: teaManifest(),
    enterprises: new Map(),
    teams: new Map(),
    people: new Map(),
  },
  kitchen,
  1,
);

test.each([
  ['a handle', 'hi @ana!', 'hi <@U0100001>!'],
  ['a full name', '@Ben Okafor, tea?', '<@U0100002>, tea?'],
  ['the longest matching name', '@Ana Duarte', '<@U0100001>'],
  ['no partial names', '@anastasia', '@anastasia'],
  ['no email addresses', 'mail me@ana', 'mail me@ana'],
  ['a user group', '@cooks', '<!subteam^S0100001|@cooks>'],
  ['everyone here', '@here', '<!here>'],
  ['a public channel', 'see #general', 'see <#C0100001|general>'],
  ['a private channel, without its name', '#secret', '<#G0100001|>'],
  ['no unknown channel', '#nowhere', '#nowhere'],
  ['control characters', 'a < b & c > d', 'a &lt; b &amp; c &gt; d'],
  ['a link', 'see https://a.example/x?a=1&b=2.', 'see <https://a.example/x?a=1&amp;b=2>.'],
  ['a link in brackets', '(https://a.example)', '(<https://a.example>)'],
  ['a link between angles', '<https://a.example>', '&lt;<https://a.example>&gt;'],
  ['no mrkdwn syntax', '<!channel>', '&lt;!channel&gt;'],
])('%s', (_, typed, kept) => {
  expect(encodeTyped(workspace, typed)).toBe(kept);
});
