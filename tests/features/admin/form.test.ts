import { expect, test } from 'vitest';
import { settingsForm } from '../../../src/features/admin/form.ts';
import { settingsSchema } from '../../../src/features/admin/settings.ts';
import { ownContent } from '../../stories/extra-mile.ts';

test.each([
  [100, undefined],
  [101, 'one is missing'],
  [150, '50 are missing'],
])('says how many of %i user groups can’t be chosen', (count, said) => {
  const groups = Array.from({ length: count }, (_, at) => ({
    ...{ id: `S${at}`, handle: `team-${at}` },
  }));
  const form = settingsForm(ownContent, settingsSchema.parse({}), { groups, hasDefault: false });
  const text = JSON.stringify(form);
  expect(text).toContain('team-99');
  if (said) expect(text).toContain(said);
  else expect(text).not.toContain('missing');
});
