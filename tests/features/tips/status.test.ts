import { expect, test } from 'vitest';
import { newPlan } from '../../../src/features/tips/plan.ts';
import { type Lead, statusMessage } from '../../../src/features/tips/status.ts';
import { ownContent } from '../../stories/extra-mile.ts';

const plan = newPlan({ id: 'C1', name: 'general', owner: 'U1', zone: 'Europe/Lisbon' });
const now = Date.UTC(2026, 11, 2);

const shapeOf = (lead: Lead) =>
  JSON.stringify(
    statusMessage(ownContent, plan, { now, next: undefined }, { lead: [lead] }).blocks,
  );

test('only what is a list is shown as one, whatever breaks a text has', () => {
  expect(shapeOf({ title: 'The next ones:', items: ['Friday', 'Monday'] })).toContain(
    'rich_text_list',
  );
  expect(shapeOf('Saved.\nThe next one comes on Friday.')).not.toContain('rich_text_list');
});
