import { expect, test } from 'vitest';
import { ourContent } from '../our-content.ts';
import { shoutoutStory, shownIn } from './shoutout-story.ts';

const content = await ourContent('en', 'all');

/** What Ben reads after this line: the answer, or the form that opens. */
async function answersTo() {
  const { slack, ben, last } = await shoutoutStory('http', { content });
  return async (line: string): Promise<string> => {
    await ben.send('general', `/care ${line}`);
    if (ben.views().length === 0) return last('ben').text;
    const form = await slack.until(() =>
      ben.views().find((view) => !shownIn(view).includes('One moment')),
    );
    await ben.closeView(form);
    return shownIn(form);
  };
}

const wishes = {
  'Did you mean /care tips me off friday?': ['stop sending me tips on friday'],
  'Did you mean /care tips pause until monday or /care tips me pause until monday?': [
    'no more tips until monday',
  ],
  'Did you mean /care tips pause this week or': ['no tips this week'],
  'Did you mean /care tips holidays … or /care tips me holidays …?': [
    "I don't want tips on holidays",
  ],
  'Did you mean /care tips off or /care tips me off?': [
    'stop sending me tips',
    "i don't want tips any more",
    'i dont want any more tips',
    'please stop sending me tips',
    'unsubscribe me',
  ],
  "What you ask with /care nobody else sees, and I don't keep it.": [
    'Who sees what I write?',
    'can my boss see this?',
    'is this anonymous',
  ],
  'Thanks in a public channel can be read by everyone in the workspace': ['who can see my thanks'],
  'Delete my data?': [
    'delete everything you know about me',
    'delete all my data',
    'forget everything about me',
    'borra todo lo que sabes de mí',
    'elimina todos mis datos',
  ],
  'What I keep about you': ['what do you know about me?', 'qué sabes de mí', 'mis datos'],
  'Ask me first': ['ask me before thanking me'],
  'Your language': ['my language', 'in which language do you answer', 'cambia mi idioma'],
  'I answer you in English': ['answer me in english'],
};
const lines = Object.entries(wishes).flatMap(([said, all]) =>
  all.map((line) => [line, said] as const),
);

test.each(lines)('“%s” is a wish about the app: “%s”', async (line, said) => {
  const answer = await answersTo();
  expect(await answer(line)).toContain(said);
});

test.each([
  ['change my language to spanish', 'Te respondo en español'],
  ['answer me in Spanish', 'Te respondo en español'],
])('“%s” changes the language', async (line, said) => {
  const answer = await answersTo();
  expect(await answer(line)).toContain(said);
  expect(await answer('no quiero más consejos')).toContain(
    '¿Querías decir /care consejos desactivar o /care consejos yo desactivar?',
  );
  expect(await answer('deja de mandarme consejos')).toContain('No ha cambiado nada');
  expect(await answer('quién ve lo que escribo')).toContain('no lo ve nadie más');
  expect(await answer('borra mis datos')).toContain('¿Borrar mis datos?');
  expect(await answer('respóndeme en inglés')).toContain('I answer you in English');
});

test.each([
  'a customer wants me to delete everything we know about him',
  'customer asks who can see what she writes',
  'delete everything about the order of a customer',
  'a customer does not want tips any more',
  'stop sending me angry customers',
  'change my language when a customer is a child',
  'answer in the shortest way a customer understands',
  'a customer asks me to forget everything about the complaint',
  'delete all my data, a customer demands',
  'what do you know about me, a customer asks',
  'give me my data, a customer says',
  'remove my data asks a customer',
  'reply in slack',
  'reply in english',
  'answer me in slack',
  'answer in French',
  'respóndeme en Slack',
  'un cliente quiere que borre sus datos',
  'una clienta pregunta quién ve lo que escribe',
  'el cliente no quiere más consejos',
  'cambiar el idioma con un cliente extranjero',
  'borra todos mis datos, me exige un cliente',
  'qué datos tienes de mí, pregunta un cliente',
  'mándame mis datos, dice una clienta',
])('“%s” is a search', async (line) => {
  const answer = await answersTo();
  const shown = await answer(line);
  for (const said of [...Object.keys(wishes), 'Nothing was', 'No ha cambiado', 'No se ha enviado'])
    expect(shown).not.toContain(said);
});
